namespace Gatehouse.Gateway.Configuration;

/// <summary>How much of a route may be used (<c>limits</c>): by one client, by one user, by all.</summary>
public sealed record LimitsConfiguration
{
    /// <summary>How many requests in a time, or null for any number.</summary>
    public RequestRate? Rate { get; init; }

    /// <summary>How many may come at once above the rate: 0 to 100,000. Default: none.</summary>
    public int Burst { get; init; }

    /// <summary>How many may be in flight: 1 to 100,000, or null for any number.</summary>
    public int? Concurrent { get; init; }

    /// <summary>How much one user may use, from all addresses, or null for any amount.</summary>
    public LimitsConfiguration? PerUser { get; init; }

    /// <summary>How much all clients together may use, or null for any amount.</summary>
    public LimitsConfiguration? PerRoute { get; init; }
}
