namespace Gatehouse.Decisions.Admission;

/// <summary>
/// What one client has used of a route's limits. The rate is kept as a debt of time that runs off by itself, so clients
/// whose hashes meet can share one whatever their limits: they can only be limited earlier, never later.
/// </summary>
internal sealed class ClientBucket
{
    private long _paidOff = long.MinValue;
    private int _inside;

    /// <summary>
    /// Takes a token; the seconds to wait where there is none, 0 where there was. <paramref name="left"/> is how many
    /// there are after that, <paramref name="full"/> the seconds until all are there again.
    /// </summary>
    public double Take(long now, long frequency, double perSecond, int capacity, out long left, out double full)
    {
        var price = (long)Math.Max(1, Math.Ceiling(frequency / perSecond));
        while (true)
        {
            var paidOff = Volatile.Read(ref _paidOff);
            var owed = (double)Math.Max(0, paidOff < now ? 0 : paidOff - now) + price;
            var tooMuch = owed - ((double)capacity * price);
            left = 0;
            full = (owed - (tooMuch > 0 ? price : 0)) / frequency;
            if (tooMuch > 0)
            {
                return tooMuch / frequency;
            }

            if (Interlocked.CompareExchange(ref _paidOff, now + (long)owed, paidOff) == paidOff)
            {
                left = (long)(-tooMuch / price);
                return 0;
            }
        }
    }

    /// <summary>Enters where fewer than <paramref name="most"/> are inside.</summary>
    public bool TryEnter(int most)
    {
        var inside = Interlocked.Increment(ref _inside);
        if (inside <= most)
        {
            return true;
        }

        Interlocked.Decrement(ref _inside);
        return false;
    }

    /// <summary>Leaves.</summary>
    public void Leave() => Interlocked.Decrement(ref _inside);
}
