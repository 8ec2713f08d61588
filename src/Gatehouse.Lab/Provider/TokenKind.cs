namespace Gatehouse.Lab.Provider;

/// <summary>What a minted token is.</summary>
public enum TokenKind
{
    /// <summary>A JWT access token (RFC 9068).</summary>
    Access,

    /// <summary>An ID token (OpenID Connect Core 1.0 section 2).</summary>
    Id,

    /// <summary>A refresh token (RFC 6749 section 1.5), good at the token endpoint.</summary>
    Refresh,

    /// <summary>An access token that says nothing by itself and has to be introspected.</summary>
    Opaque,
}
