namespace Gatehouse.Gateway.Configuration;

/// <summary>How a provider is asked.</summary>
public enum ProviderType
{
    /// <summary>OpenID Connect: found by discovery at its issuer; people can sign in there.</summary>
    Oidc,

    /// <summary>An issuer of JWT access tokens with a known key set or shared secret.</summary>
    Jwt,

    /// <summary>An issuer of opaque tokens that is asked about each (RFC 7662).</summary>
    Introspection,
}
