namespace Gatehouse.Gateway.Configuration;

/// <summary>How long sign-ins last (<c>session</c>).</summary>
public sealed record SessionConfiguration
{
    /// <summary>How long one may stand unused: 1m to 30d. Default: 30m.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long one lasts at most: 5m to 365d. Default: 12h.</summary>
    public TimeSpan Absolute { get; init; } = TimeSpan.FromHours(12);

    /// <summary>The domain over whose subdomains the sign-in is shared, or null for this host alone.</summary>
    public string? CookieDomain { get; init; }

    /// <summary>Whether people may sign in over plain http from beyond loopback. Default: no.</summary>
    public bool PlainHttp { get; init; }
}
