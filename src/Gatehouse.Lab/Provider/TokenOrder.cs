using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>A token as a test wants it. Whatever is not said is right, or as the knobs have it.</summary>
public sealed record TokenOrder
{
    /// <summary>What it is. Default: an access token.</summary>
    public TokenKind Kind { get; init; }

    /// <summary>Whom it is about (<c>sub</c>). Default: alice.</summary>
    public string Subject { get; init; } = "alice";

    /// <summary>Whom it is for (<c>aud</c>). Default: null, <c>lab-api</c> for access tokens, the client for ID tokens.</summary>
    public string? Audience { get; init; }

    /// <summary>Its scopes, with spaces between. Default: <c>openid profile email</c>.</summary>
    public string Scope { get; init; } = "openid profile email";

    /// <summary>The client it was given to. Default: <c>lab</c>.</summary>
    public string ClientId { get; init; } = "lab";

    /// <summary>Who made it (<c>iss</c>). Default: null, the provider.</summary>
    public string? Issuer { get; init; }

    /// <summary>How long ago it was made. Default: now.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>How long it lasts from when it was made. Default: null, as the knobs say.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>From when on it is good, counted from now (<c>nbf</c>). Default: null, it has none.</summary>
    public TimeSpan? NotBefore { get; init; }

    /// <summary>How long ago the person signed in (<c>auth_time</c>). Default: null, it does not say.</summary>
    public TimeSpan? AuthAge { get; init; }

    /// <summary>How it is signed. Default: null, as the knobs say.</summary>
    public TokenAlgorithm? Algorithm { get; init; }

    /// <summary>The key that signs it. Default: the current one.</summary>
    public TokenKey Key { get; init; }

    /// <summary>What is changed after it was signed. Default: null, as the knobs say.</summary>
    public TokenTamper? Tamper { get; init; }

    /// <summary>Members of its header to set; null removes one.</summary>
    public ImmutableSortedDictionary<string, JsonNode?> Header { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonNode?>(StringComparer.Ordinal);

    /// <summary>Claims to set; null removes one.</summary>
    public ImmutableSortedDictionary<string, JsonNode?> Claims { get; init; } =
        ImmutableSortedDictionary.Create<string, JsonNode?>(StringComparer.Ordinal);
}
