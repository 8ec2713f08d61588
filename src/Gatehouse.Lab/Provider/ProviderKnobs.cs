using System.Collections.Immutable;

namespace Gatehouse.Lab.Provider;

/// <summary>How the lab's provider behaves. Whatever is not said is right; a value is replaced whole.</summary>
public sealed record ProviderKnobs
{
    /// <summary>By how much its clock is ahead of the lab's; negative is behind. Default: none.</summary>
    public TimeSpan ClockSkew { get; init; }

    /// <summary>How long access and ID tokens last. Default: 10 min.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long refresh tokens last. Default: 1 h.</summary>
    public TimeSpan RefreshLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a code waits to be redeemed. Default: 1 min.</summary>
    public TimeSpan CodeLifetime { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a device's codes wait to be approved. Default: 10 min.</summary>
    public TimeSpan DeviceLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How far apart a device has to ask. Default: 1 s.</summary>
    public TimeSpan DeviceInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How tokens are signed. Default: ES256.</summary>
    public TokenAlgorithm Algorithm { get; init; }

    /// <summary>What is changed in tokens after they were signed. Default: nothing.</summary>
    public TokenTamper Tamper { get; init; }

    /// <summary>The <c>iss</c> of tokens where it is not the issuer. Default: null, the issuer.</summary>
    public string? TokenIssuer { get; init; }

    /// <summary>The <c>aud</c> of tokens where it is not what was asked for. Default: null.</summary>
    public string? TokenAudience { get; init; }

    /// <summary>The <c>typ</c> of access tokens where it is not <c>at+jwt</c>. Default: null.</summary>
    public string? TokenType { get; init; }

    /// <summary>Whether the token endpoint gives access tokens that have to be introspected. Default: no.</summary>
    public bool OpaqueTokens { get; init; }

    /// <summary>The <c>issuer</c> of the metadata where it is not the issuer. Default: null.</summary>
    public string? MetadataIssuer { get; init; }

    /// <summary>Whether the published keys lack the one that signs. Default: no.</summary>
    public bool HideSigningKey { get; init; }

    /// <summary>Whether another key is published under the <c>kid</c> of the one that signs. Default: no.</summary>
    public bool DuplicateKeyId { get; init; }

    /// <summary>Which endpoints are away, and how. Default: none.</summary>
    public ImmutableSortedDictionary<ProviderEndpoint, ProviderOutage> Outages { get; init; } =
        ImmutableSortedDictionary<ProviderEndpoint, ProviderOutage>.Empty;

    /// <summary>Which endpoints answer something else than their document. Default: none.</summary>
    public ImmutableSortedDictionary<ProviderEndpoint, SpoiltAnswer> Spoilt { get; init; } =
        ImmutableSortedDictionary<ProviderEndpoint, SpoiltAnswer>.Empty;

    /// <summary>Whether a refresh token is replaced each time it is used (RFC 9700 section 4.14.2). Default: yes.</summary>
    public bool RotateRefreshTokens { get; init; } = true;

    /// <summary>How long a replaced refresh token is taken still. Default: not at all.</summary>
    public TimeSpan RefreshGrace { get; init; }

    /// <summary>Whether a replaced refresh token that comes again ends all tokens of that sign-in. Default: yes.</summary>
    public bool DetectRefreshReuse { get; init; } = true;

    /// <summary>Whether the person says no: <c>access_denied</c>. Default: no.</summary>
    public bool DenyConsent { get; init; }

    /// <summary>Whether nobody can sign in: <c>login_required</c> at the authorization endpoint. Default: no.</summary>
    public bool RefuseLogin { get; init; }

    /// <summary>Whether ID tokens carry another nonce than was sent. Default: no.</summary>
    public bool BreakNonce { get; init; }

    /// <summary>Whether the answer of the authorization endpoint carries another <c>state</c> than was sent. Default: no.</summary>
    public bool BreakState { get; init; }

    /// <summary>What that answer says as <c>iss</c> (RFC 9207). Default: the issuer.</summary>
    public IssuerParameter IssuerParameter { get; init; }

    /// <summary>Whether every code counts as used already. Default: no.</summary>
    public bool CodesUsed { get; init; }

    /// <summary>Whether introspection calls every token inactive. Default: no.</summary>
    public bool IntrospectInactive { get; init; }
}
