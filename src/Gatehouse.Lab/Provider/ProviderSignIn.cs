namespace Gatehouse.Lab.Provider;

/// <summary>What tokens are given for.</summary>
/// <param name="ClientId">The client that gets them.</param>
/// <param name="Subject">Whom they are about.</param>
/// <param name="Scope">The scopes, with spaces between.</param>
/// <param name="Family">The sign-in that they come from.</param>
/// <param name="AuthenticatedAt">When the person signed in, by the provider's clock.</param>
internal sealed record ProviderSignIn(
    string ClientId,
    string Subject,
    string Scope,
    string Family,
    DateTimeOffset AuthenticatedAt
)
{
    public string? Audience { get; init; }

    public string? Nonce { get; init; }

    public string? Acr { get; init; }

    /// <summary>Whether a person stands behind it, who gets a refresh token and an ID token.</summary>
    public bool IsPerson { get; init; } = true;

    /// <summary>The refresh token that is kept; null where there is a new one.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>The scopes of the new refresh token where the access token has fewer (RFC 6749 section 6).</summary>
    public string? RefreshScope { get; init; }
}
