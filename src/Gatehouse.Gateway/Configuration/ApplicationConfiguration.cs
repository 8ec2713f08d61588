namespace Gatehouse.Gateway.Configuration;

/// <summary>An OAuth client of our own tokens (<c>applications</c>).</summary>
public sealed record ApplicationConfiguration
{
    /// <summary>Its <c>client_id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What people are told it is called. Default: its id.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Where a code may be sent, compared byte for byte (RFC 9700 section 4.1.1); empty for a program that no person signs
    /// in to.
    /// </summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>The scopes it may ask for; empty means none.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The secret by which it proves who it is, or null.</summary>
    public SecretValue? Secret { get; init; }

    /// <summary>The file of the keys by which it proves who it is (<c>private_key_jwt</c>, RFC 7523), absolute, or null.</summary>
    public string? KeySetFile { get; init; }

    /// <summary>The user as whom it acts by itself (<c>client_credentials</c>), or null: it does not.</summary>
    public string? User { get; init; }

    /// <summary>Whether it has nothing to prove who it is with.</summary>
    public bool IsPublic => Secret is null && KeySetFile is null;

    /// <summary>Where it stands.</summary>
    public ConfigurationLocation Location { get; init; }
}
