namespace Gatehouse.Gateway.Configuration;

/// <summary>An HTTP address that a route asks before it lets a request through (<c>filter</c>).</summary>
public sealed record FilterConfiguration
{
    /// <summary>The address.</summary>
    public required Uri Url { get; init; }

    /// <summary>How long it may take, 10ms to 30s; after that the request is not let through. Default: 2s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);
}
