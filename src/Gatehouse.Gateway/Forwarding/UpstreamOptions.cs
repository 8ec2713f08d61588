namespace Gatehouse.Gateway.Forwarding;

/// <summary>How an upstream is reached.</summary>
internal sealed record UpstreamOptions(string Name, IReadOnlyList<Uri> Addresses)
{
    public string? Audience { get; init; }

    public string? Credentials { get; init; }

    public Uri? Proxy { get; init; }

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);
}
