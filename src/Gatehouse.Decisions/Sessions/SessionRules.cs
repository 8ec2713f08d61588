namespace Gatehouse.Decisions.Sessions;

/// <summary>How long sign-ins last, and where their cookies go.</summary>
public sealed record SessionRules
{
    /// <summary>How long one may stand unused.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long one lasts at most.</summary>
    public TimeSpan Absolute { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The domain over whose subdomains sign-ins are shared, or null for the host alone.</summary>
    public string? CookieDomain { get; init; }

    /// <summary>Whether there are sessions over plain http beyond loopback.</summary>
    public bool PlainHttp { get; init; }

    // How far the clocks of two processes on one store may be apart.
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Whether a session has reached one of its ends at an instant: which, and when; the earlier one where both have
    /// passed. What the store knows of its end comes first. One that began or was used in the future has ended too: a clock
    /// ran ahead and was set right since, and nobody knows how long it has lasted.
    /// </summary>
    public (SessionEnd End, DateTimeOffset At)? EndOf(SessionRecord session, DateTimeOffset now)
    {
        if (session is { EndedAt: { } ended, EndedBy: { } by })
        {
            return (by, ended);
        }

        if (session.StartedAt - now > MostAhead || session.LastUsedAt - now > MostAhead)
        {
            return (SessionEnd.Absolute, now);
        }

        var idle = session.LastUsedAt + Idle;
        var absolute = session.StartedAt + Absolute;
        return absolute <= idle
            ? absolute <= now
                ? (SessionEnd.Absolute, absolute)
                : null
            : idle <= now
                ? (SessionEnd.Idle, idle)
                : null;
    }
}
