namespace Gatehouse.Providers.Fetching;

/// <summary>How far the other side's clock is ahead of ours, from the <c>Date</c> of its last answer.</summary>
internal sealed class ClockComparison
{
    private long _ahead = long.MinValue;

    public long? AheadSeconds => Volatile.Read(ref _ahead) is var ahead and not long.MinValue ? ahead : null;

    /// <summary>Takes an answer's times; half of the time it took counts as its way back.</summary>
    public void Measure(DateTimeOffset received, TimeSpan took, DateTimeOffset date, TimeSpan? age)
    {
        TimeSpan ahead = date + (age ?? TimeSpan.Zero) + (took / 2) - received;
        // A Date has whole seconds, the rest cut off: rounding up gives it back.
        Volatile.Write(ref _ahead, (long)Math.Ceiling(ahead.TotalSeconds));
    }
}
