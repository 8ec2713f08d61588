namespace Gatehouse.Gateway.Configuration;

/// <summary>How much of a route one client may use (<c>limits</c>).</summary>
public sealed record LimitsConfiguration
{
    /// <summary>How many requests in a time, or null for any number.</summary>
    public RequestRate? Rate { get; init; }

    /// <summary>How many may come at once above the rate: 0 to 100,000. Default: none.</summary>
    public int Burst { get; init; }

    /// <summary>How many may be in flight: 1 to 100,000, or null for any number.</summary>
    public int? Concurrent { get; init; }
}
