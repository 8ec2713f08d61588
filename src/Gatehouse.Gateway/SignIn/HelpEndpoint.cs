using Gatehouse.Console.Help;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Routes;
using Gatehouse.Gateway.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Says how to get in here, from the routes; a hidden one is never told.</summary>
internal sealed class HelpEndpoint : IEndpoint
{
    public string Path => "help";

    public Task AnswerAsync(HttpContext context, Decision decision)
    {
        var site = decision.Site;
        var routes = site
            .Routes.All.Where(route =>
                route is { Hidden: false, Endpoint: null, ClosedBecause: null }
                && route.Access is RouteAccess.SignedIn or RouteAccess.Everyone
            )
            .ToArray();
        return EndpointAnswers.HtmlAsync(
            context,
            HelpPage.Render(
                new HelpView
                {
                    Language = EndpointAnswers.LanguageOf(context),
                    Realm = site.Realm,
                    Prefix = site.Prefix,
                    Contact = site.Contact,
                    PublicUrl = site.PublicUrl,
                    Rules = site.Sessions,
                    Routes = [.. routes.Select(route => (route.Name, SchemesOf(route)))],
                    KeyHeader = routes
                        .Where(route => SchemesOf(route).Contains("key", StringComparer.Ordinal))
                        .Select(route => route.Key.Header)
                        .FirstOrDefault(),
                    Issuers =
                    [
                        .. routes
                            .SelectMany(route => route.Providers)
                            .Select(provider => provider.Issuer)
                            .Distinct(StringComparer.Ordinal),
                    ],
                }
            )
        );
    }

    private static IReadOnlyList<string> SchemesOf(Route route) =>
        route.Access == RouteAccess.Everyone ? [] : [.. route.Schemes.Select(scheme => scheme.Name)];
}
