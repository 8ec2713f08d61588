namespace Gatehouse.Client.Tokens.Renewal;

/// <summary>
/// How often something that fails is tried: each failure doubles the wait, up to a bound, and a part of it is chance, so
/// that many programs do not come at once. Outlives single tries. Safe to use from many threads.
/// </summary>
internal sealed class RenewalPace(TimeProvider clock)
{
    private const int MostDoublings = 16;

    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestAsked = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private int _failures;
    private long _opensAt = long.MinValue;

    /// <summary>Whether it may be tried now. Costs nothing.</summary>
    public bool IsOpen(long timestamp) => timestamp >= Volatile.Read(ref _opensAt);

    /// <summary>How long until it may be tried; zero where that is now.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var now = clock.GetTimestamp();
            var opensAt = Volatile.Read(ref _opensAt);
            return opensAt <= now ? TimeSpan.Zero : clock.GetElapsedTime(now, opensAt);
        }
    }

    /// <summary>It failed.</summary>
    /// <param name="first">The wait after the first failure.</param>
    /// <param name="asked">The wait that the other side asked for (RFC 9110 section 10.2.3): never cut short, up to an hour.</param>
    public void Fail(TimeSpan first, TimeSpan? asked = null)
    {
        lock (_gate)
        {
            var doubled = first * (1 << Math.Min(_failures, MostDoublings));
            _failures++;
            var wait = Jitter.Within(TimeSpan.FromTicks(Math.Min(doubled.Ticks, _longest.Ticks)), 0.5);
            if (asked is { } least)
            {
                least = TimeSpan.FromTicks(Math.Clamp(least.Ticks, 0, _longestAsked.Ticks));
                wait = wait > least ? wait : least;
            }

            Volatile.Write(ref _opensAt, clock.GetTimestamp() + (long)(wait.TotalSeconds * clock.TimestampFrequency));
        }
    }

    /// <summary>It worked: nothing is left of former failures.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _failures = 0;
            Volatile.Write(ref _opensAt, long.MinValue);
        }
    }

    /// <summary>It may be tried at once, once: something has changed.</summary>
    public void Open() => Volatile.Write(ref _opensAt, long.MinValue);
}
