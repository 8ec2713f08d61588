using System.Text.Json;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Tokens;

/// <summary>What a resource of the site tells of itself (RFC 9728): whose tokens it takes, and with which scopes.</summary>
/// <param name="services">What it asks.</param>
/// <param name="site">The site as it is decided by now.</param>
/// <param name="ofPath">Whether it is for the resources that routes name, and not for the site as a whole.</param>
internal sealed class ResourceMetadataEndpoint(TokenServices services, Func<Site> site, bool ofPath) : IEndpoint
{
    public string Path => ofPath ? Resources.MetadataPath + "/**" : Resources.MetadataPath;

    public (bool Any, bool Own) NeedsTokens => (true, false);

    public CorsRules? Cors => TokenCors.Rules;

    public Task AnswerAsync(HttpContext context, Decision decision)
    {
        var configuration = services.Configuration();
        var path = ofPath ? decision.Facts.Path.Text[Resources.MetadataPath.Length..] : null;
        var identifier = Resources.IdentifierOf(configuration, path);
        Route[] routes =
        [
            .. site()
                .Routes.All.Where(route =>
                    route is { Hidden: false, ResourceMetadata: not null } && route.Resource == identifier
                ),
        ];
        return routes.Length == 0
            ? services
                .Refusals()
                .RespondAsync(
                    context,
                    decision,
                    Refusing.Because(decision, "resource", Finding.Failed(Causes.Route.Unknown))
                )
            : EndpointAnswers.JsonAsync(
                context,
                StatusCodes.Status200OK,
                Json.Write(json => Write(json, configuration, identifier, routes)),
                "public, max-age=300"
            );
    }

    private static void Write(
        Utf8JsonWriter json,
        GatehouseConfiguration configuration,
        string identifier,
        Route[] routes
    )
    {
        json.WriteString("resource", identifier);
        json.WriteString("resource_name", configuration.Realm);
        json.WriteTexts(
            "authorization_servers",
            routes
                .SelectMany(route => route.Providers)
                .Select(provider => provider.Issuer)
                .Distinct(StringComparer.Ordinal)
        );
        json.WriteTexts(
            "scopes_supported",
            routes
                .SelectMany(route =>
                    route.Require.Scopes.Concat(route.PerMethod?.Values.SelectMany(method => method.Scopes) ?? [])
                )
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );
        json.WriteTexts("bearer_methods_supported", ["header"]);
        json.WriteString(
            "resource_documentation",
            configuration.PublicUrl.GetLeftPart(UriPartial.Authority) + configuration.Prefix + "help"
        );
    }
}
