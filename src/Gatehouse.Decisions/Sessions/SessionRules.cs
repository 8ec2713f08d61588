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

    /// <summary>
    /// Whether a session has reached one of its ends at an instant: which, and when; the earlier one where both have
    /// passed. What the store knows of its end comes first.
    /// </summary>
    public (SessionEnd End, DateTimeOffset At)? EndOf(SessionRecord session, DateTimeOffset now)
    {
        if (session is { EndedAt: { } ended, EndedBy: { } by })
        {
            return (by, ended);
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
