namespace Gatehouse.Gateway.Configuration;

/// <summary>A site that requests are forwarded to (<c>upstreams</c>).</summary>
public sealed record UpstreamConfiguration
{
    /// <summary>The name under which routes refer to it.</summary>
    public required string Name { get; init; }

    /// <summary>Its addresses, at least one: http or https, without user, query and fragment; a path is put in front.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    /// <summary>The <c>aud</c> of the assertion that it is sent. Default: its name.</summary>
    public required string Audience { get; init; }

    /// <summary>What it asks for itself, or null.</summary>
    public UpstreamCredentials? Credentials { get; init; }

    /// <summary>How long connecting may take: 100ms to 1m. Default: 5s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an exchange may stand still: 1s to 24h. Default: 100s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Whether a secret that it needs is missing: its routes are then closed.</summary>
    public bool IsClosed => Credentials?.Secret.IsMissing == true;

    /// <summary>Where it stands.</summary>
    public ConfigurationLocation Location { get; init; }
}
