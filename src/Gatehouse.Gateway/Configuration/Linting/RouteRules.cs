using System.Globalization;
using Gatehouse.Gateway.Configuration.Sections;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Linting;

/// <summary>Rules about routes.</summary>
internal static class RouteRules
{
    private static readonly string[] WithoutScopes = ["basic", "digest", "session", "certificate"];

    public static IReadOnlyList<LintRule> All { get; } =
    [
        new(
            "public-catch-all",
            "whatever the site behind it gets tomorrow is open to everybody.",
            "Name the public paths, and end with a route that asks for a sign-in.",
            site =>
                site.Routes.Where(route =>
                        route
                            is { Path: "/**", Allow: AllowRule.Everyone, Host: null, MovedTo: null, Upstream: not null }
                    )
                    .Select(route => Of(route, "is open to everybody and stands for every path"))
        ),
        new(
            "route-partly-shadowed",
            "for those methods an earlier and more open route answers, and what this one asks for is never asked.",
            "Put this route first.",
            PartlyShadowed
        ),
        new(
            "hidden-revealed",
            "the redirect tells everybody that the hidden place is there.",
            "Hide the old place too, or give the redirect another target.",
            Revealed
        ),
        new(
            "cors-plain-origin",
            "whoever can change that page on the way reads, in a visitor's name, what the route answers.",
            "Trust https origins alone.",
            site =>
                Origins(site)
                    .Where(pair =>
                        pair.Origin.StartsWith("http://", StringComparison.Ordinal) && !IsLoopback(pair.Origin)
                    )
                    .Select(pair => Of(pair.Route, $"trusts {Excerpt.Of(pair.Origin)} with credentials"))
        ),
        new(
            "cors-loopback-origin",
            "any program on a visitor's machine that serves a page there acts in the visitor's name.",
            "Keep it in the configuration of your own machine.",
            site =>
                UrlKind.IsLoopback(site.PublicUrl)
                    ? []
                    : Origins(site)
                        .Where(pair => IsLoopback(pair.Origin))
                        .Select(pair => Of(pair.Route, $"trusts {Excerpt.Of(pair.Origin)} with credentials"))
        ),
        new(
            "key-in-query",
            "addresses stand in logs, histories and Referer fields, and keys with them.",
            "Take keys in a field: `key: { header: X-Api-Key }`.",
            site =>
                site.Routes.Where(route =>
                        route.Key.Query is not null && route.Schemes.Contains("key", StringComparer.Ordinal)
                    )
                    .Select(route => Of(route, $"takes keys in the query parameter `{route.Key.Query}`"))
        ),
        new(
            "credentials-passed",
            "the site behind gets people's passwords and tokens, and can use them elsewhere.",
            "Remove `pass-credentials`; the identity headers and the assertion say who it is.",
            site =>
                site.Routes.Where(route => route.PassCredentials)
                    .Select(route => Of(route, "has `pass-credentials: true`"))
        ),
        new(
            "path-loose",
            "if the site behind reads such paths otherwise than they were judged, it serves what another route guards.",
            "Remove it, or prove that the site behind takes the path literally.",
            site =>
                site.Routes.Where(route => route.AllowsEncodedSlash || route.AllowsPathParameters)
                    .Select(route =>
                        Of(route, route.AllowsEncodedSlash ? "takes encoded slashes" : "takes parameters in paths")
                    )
        ),
        new(
            "filter-plain",
            "whoever is on the way says yes in the filter's place.",
            "Use https, or a private address.",
            site =>
                site.Routes.Where(route =>
                        route.Filter is { Url.Scheme: "http" } filter && NetworkPlaces.LeavesTheNetwork(filter.Url)
                    )
                    .Select(route => Of(route, $"asks {ServerRules.Shown(route.Filter!.Url)}"))
        ),
        new(
            "moved-to-plain",
            "people are sent from https to plain http.",
            "Write the https address.",
            site =>
                site.Routes.Where(route =>
                        route.MovedTo is { } target
                        && Uri.TryCreate(target, UriKind.Absolute, out var url)
                        && url.Scheme == Uri.UriSchemeHttp
                        && !UrlKind.IsLoopback(url)
                    )
                    .Select(route => Of(route, $"moved to {Excerpt.Of(route.MovedTo!)}"))
        ),
        new(
            "scope-nobody-has",
            "everybody is refused: no role gives it, and nothing else that the route takes carries scopes.",
            "Add it to a role in `roles`, or take tokens.",
            ScopesOfNobody
        ),
        new(
            "token-unscoped",
            "every token that the provider makes for this audience gets in, whatever it was meant for.",
            "Add, for example, `require: { scopes: [orders:read] }`.",
            site =>
                site.Routes.Where(route =>
                        AsksForCredentials(route)
                        && route.Providers.Count > 0
                        && route.Schemes.Any(name => name is "bearer" or "dpop")
                        && route
                            is { Require: { Scopes.Count: 0, Roles.Count: 0, Permissions.Count: 0 }, PerMethod: null }
                    )
                    .Select(route => Of(route, "takes tokens of providers and asks for no scope"))
        ),
        new(
            "admin-one-factor",
            "one password that was guessed or fished is the whole site.",
            "Add `factor: 2` to its `require`.",
            site =>
                site.Routes.Where(route =>
                        AsksForCredentials(route)
                        && route.Require.Factor < 2
                        && route.Require.Roles.Contains("admin", StringComparer.Ordinal)
                        && route.Schemes.Any(name => name is "session" or "basic" or "digest")
                    )
                    .Select(route => Of(route, "is for admins, who sign in by a password alone"))
        ),
    ];

    private static LintFinding Of(RouteConfiguration route, string what) =>
        new(route.Location, $"`{route.Location.KeyPath}` ({Excerpt.Of(route.Name)}) {what}");

    private static bool AsksForCredentials(RouteConfiguration route) =>
        route is { MovedTo: null, Allow: AllowRule.SignedIn };

    private static bool IsLoopback(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var url) && UrlKind.IsLoopback(url);

    private static IEnumerable<(RouteConfiguration Route, string Origin)> Origins(GatehouseConfiguration site) =>
        site
            .Routes.Where(route => route.Cors is { Credentials: true })
            .SelectMany(route => route.Cors!.Origins.Select(origin => (route, origin)));

    // A narrower route that asks for something, behind a wider public one of some methods.
    private static IEnumerable<LintFinding> PartlyShadowed(GatehouseConfiguration site)
    {
        List<PlacedRoute> open = [];
        foreach (var placed in Placed(site))
        {
            var route = placed.Route;
            if (AsksForCredentials(route))
            {
                foreach (
                    var wider in open.Where(earlier =>
                        earlier.CoversPlace(placed)
                        && !earlier.CoversMethods(route)
                        && (
                            route.Methods is null
                            || route.Methods.Intersect(earlier.Route.Methods!, StringComparer.Ordinal).Any()
                        )
                    )
                )
                {
                    yield return Of(
                        route,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"stands behind the public {Excerpt.Of(wider.Route.Name)} in line {wider.Route.Location.Line}, which takes {string.Join(", ", wider.Route.Methods!)}"
                        )
                    );
                }
            }
            else if (route is { Allow: AllowRule.Everyone, Methods: not null, MovedTo: null })
            {
                open.Add(placed);
            }
        }
    }

    private static IEnumerable<LintFinding> Revealed(GatehouseConfiguration site)
    {
        var hidden = Placed(site).Where(placed => placed.Route.Hidden).ToList();
        foreach (var route in site.Routes.Where(route => route is { MovedTo: not null, Hidden: false }))
        {
            var path = route.MovedTo!.TrimEnd('/') + (route.MovedTo.EndsWith('/') ? "/**" : "");
            if (
                RoutePath.TryParse(path.Length == 0 ? "/**" : path, out var target, out _, out _)
                && hidden.Find(each => each.Path.Covers(target!)) is { } revealed
            )
            {
                yield return Of(
                    route,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"leads to the hidden {Excerpt.Of(revealed.Route.Name)} of line {revealed.Route.Location.Line}"
                    )
                );
            }
        }
    }

    private static IEnumerable<LintFinding> ScopesOfNobody(GatehouseConfiguration site)
    {
        var given = site.Roles.Values.SelectMany(scopes => scopes).ToHashSet(StringComparer.Ordinal);
        foreach (
            var route in site.Routes.Where(route =>
                AsksForCredentials(route)
                && route.Schemes.All(name => WithoutScopes.Contains(name, StringComparer.Ordinal))
            )
        )
        {
            foreach (
                var scope in route
                    .Require.Scopes.Concat(route.Require.Permissions)
                    .Where(scope => !given.Contains(scope))
            )
            {
                yield return Of(route, $"asks for `{Excerpt.Of(scope)}`");
            }
        }
    }

    private static IEnumerable<PlacedRoute> Placed(GatehouseConfiguration site) =>
        site
            .Routes.Select(route =>
                RoutePath.TryParse(route.Path, out var path, out _, out _) ? new PlacedRoute(route, path!) : null
            )
            .OfType<PlacedRoute>();
}
