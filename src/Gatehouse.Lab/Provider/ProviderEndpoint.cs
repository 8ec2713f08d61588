namespace Gatehouse.Lab.Provider;

/// <summary>An endpoint of the lab's provider.</summary>
public enum ProviderEndpoint
{
    /// <summary>The metadata (OpenID Connect Discovery 1.0 section 4, RFC 8414).</summary>
    Discovery,

    /// <summary>The published keys (RFC 7517 section 5).</summary>
    Jwks,

    /// <summary>Where a browser signs in (RFC 6749 section 3.1).</summary>
    Authorize,

    /// <summary>Where grants become tokens (RFC 6749 section 3.2).</summary>
    Token,

    /// <summary>What a token is worth now (RFC 7662).</summary>
    Introspect,

    /// <summary>Where tokens are ended (RFC 7009).</summary>
    Revoke,

    /// <summary>The claims about a person (OpenID Connect Core 1.0 section 5.3).</summary>
    Userinfo,

    /// <summary>Where a device asks for its codes, and the page that approves them (RFC 8628).</summary>
    Device,

    /// <summary>Where a browser signs out (OpenID Connect RP-Initiated Logout 1.0).</summary>
    EndSession,
}
