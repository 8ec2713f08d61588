namespace Gatehouse.Gateway.Seeing;

/// <summary>One series of a histogram: how many values fell under each bound, and what they add up to.</summary>
internal sealed class HistogramBuckets(IReadOnlyList<double> bounds)
{
    private const double Billion = 1e9;

    private readonly long[] _counts = new long[bounds.Count + 1];
    private long _billionths;

    /// <summary>The sum of all values.</summary>
    public double Sum => Interlocked.Read(ref _billionths) / Billion;

    /// <summary>Adds one value.</summary>
    public void Add(double value)
    {
        var place = 0;
        while (place < bounds.Count && value > bounds[place])
        {
            place++;
        }

        Interlocked.Increment(ref _counts[place]);
        Interlocked.Add(ref _billionths, (long)(value * Billion));
    }

    /// <summary>How many values are at most each bound; the last is how many there are.</summary>
    public long[] Cumulated()
    {
        var counts = new long[_counts.Length];
        var sum = 0L;
        for (var place = 0; place < counts.Length; place++)
        {
            sum += Interlocked.Read(ref _counts[place]);
            counts[place] = sum;
        }

        return counts;
    }
}
