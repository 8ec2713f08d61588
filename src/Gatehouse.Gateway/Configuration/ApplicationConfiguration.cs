namespace Gatehouse.Gateway.Configuration;

/// <summary>An OAuth client of our own tokens (<c>applications</c>).</summary>
public sealed record ApplicationConfiguration
{
    /// <summary>Its <c>client_id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Where a code may be sent, compared byte for byte (RFC 9700 section 4.1).</summary>
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>The scopes it may ask for; empty means none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public ConfigurationLocation Location { get; init; }
}
