using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tokens;

/// <summary>The resources of a site (RFC 9728, RFC 8707): the site as a whole, and those that routes name.</summary>
internal static class Resources
{
    /// <summary>Under which path metadata of resources stands (RFC 9728 section 3.1).</summary>
    public const string MetadataPath = "/.well-known/oauth-protected-resource";

    /// <summary>The identifier of a route's resource.</summary>
    public static string IdentifierOf(GatehouseConfiguration configuration, string? path) =>
        configuration.PublicUrl.GetLeftPart(UriPartial.Authority) + path;

    /// <summary>Where the metadata of a route's resource stands.</summary>
    public static string MetadataOf(GatehouseConfiguration configuration, string? path) =>
        configuration.PublicUrl.GetLeftPart(UriPartial.Authority) + MetadataPath + path;

    /// <summary>
    /// The resource that a client names, as an identifier of ours; the site itself where it names none. Null where it is
    /// none of the site's.
    /// </summary>
    public static string? Find(GatehouseConfiguration configuration, string named)
    {
        var site = IdentifierOf(configuration, path: null);
        if (named.Length == 0)
        {
            return site;
        }

        var text = named.EndsWith('/') ? named[..^1] : named;
        return
            text == site
            || configuration.Routes.Any(route =>
                route.Resource is { } path && IdentifierOf(configuration, path) == text
            )
            ? text
            : null;
    }
}
