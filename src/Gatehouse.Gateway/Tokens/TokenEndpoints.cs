using Gatehouse.Decisions;
using Gatehouse.Gateway.Endpoints;

namespace Gatehouse.Gateway.Tokens;

/// <summary>The endpoints of our own tokens, and of what the site tells programs about itself.</summary>
internal static class TokenEndpoints
{
    public static IEnumerable<IEndpoint> All(TokenServices services, Func<Site> site) =>
        [
            new TokenEndpoint(services),
            new RevokeEndpoint(services),
            new AuthorizeEndpoint(services),
            new ServerMetadataEndpoint(services.Configuration),
            new ResourceMetadataEndpoint(services, site, ofPath: false),
            new ResourceMetadataEndpoint(services, site, ofPath: true),
        ];
}
