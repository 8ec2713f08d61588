namespace Gatehouse.Decisions.Admission;

/// <summary>
/// What one client has used of a route's limits. Clients whose hashes meet share one: they can only be limited earlier,
/// never later.
/// </summary>
internal sealed class ClientBucket
{
    private readonly Lock _gate = new();
    private double _tokens = double.NaN;
    private long _at;
    private int _inside;

    /// <summary>Takes a token; the seconds to wait where there is none, 0 where there was.</summary>
    public double Take(long now, long frequency, double perSecond, int capacity)
    {
        lock (_gate)
        {
            var tokens = double.IsNaN(_tokens)
                ? capacity
                : Math.Min(capacity, _tokens + (Math.Max(0, now - _at) * perSecond / frequency));
            _at = now;
            _tokens = tokens;
            if (tokens < 1)
            {
                return (1 - tokens) / perSecond;
            }

            _tokens = tokens - 1;
            return 0;
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
