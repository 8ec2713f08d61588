namespace Gatehouse.Providers.Discovery;

/// <summary>Where an issuer's metadata stands, likeliest first.</summary>
internal static class DiscoveryAddresses
{
    /// <summary>
    /// OpenID Connect Discovery 1.0 section 4 puts the well-known part behind the issuer's path, RFC 8414 section 3.1
    /// before it.
    /// </summary>
    public static IReadOnlyList<Uri> Of(Uri issuer)
    {
        string origin = issuer.GetLeftPart(UriPartial.Authority);
        string path = issuer.AbsolutePath.TrimEnd('/');
        return
        [
            new Uri($"{origin}{path}/.well-known/openid-configuration"),
            new Uri($"{origin}/.well-known/oauth-authorization-server{path}"),
        ];
    }
}
