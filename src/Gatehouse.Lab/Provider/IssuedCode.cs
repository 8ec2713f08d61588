namespace Gatehouse.Lab.Provider;

/// <summary>An authorization code (RFC 6749 section 4.1.2) and what it was given for.</summary>
internal sealed class IssuedCode
{
    public required string Text { get; init; }

    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required string Subject { get; init; }

    public required string Scope { get; init; }

    public required string? Nonce { get; init; }

    public required string? Acr { get; init; }

    public required string? Audience { get; init; }

    /// <summary>The S256 challenge (RFC 7636), or null.</summary>
    public required string? Challenge { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The family of the tokens it was redeemed for; null before.</summary>
    public string? Family { get; set; }
}
