using System.Globalization;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>What must hold between routes, and between a route and the rest.</summary>
internal static class RouteChecks
{
    public static void Run(GatehouseConfiguration configuration, ProblemList problems)
    {
        RouteShadows earlier = new();
        List<PlacedRoute> hidden = [];
        foreach (var route in configuration.Routes)
        {
            if (!RoutePath.TryParse(route.Path, out var path, out _, out _))
            {
                continue;
            }

            PlacedRoute placed = new(route, path!);
            CheckReachable(placed, earlier, configuration.Prefix, problems);
            CheckUpstream(route, configuration, problems);
            hidden.RemoveAll(above => ReportWider(above.Route, placed, above, problems));

            // A hidden route sends callers without access on to the next: it hides nothing behind it.
            if (route.Hidden)
            {
                hidden.Add(placed);
            }
            else
            {
                earlier.Add(placed);
            }
        }
    }

    private static void CheckReachable(PlacedRoute placed, RouteShadows earlier, string prefix, ProblemList problems)
    {
        var location = placed.Route.Location;
        if (earlier.FindCovering(placed) is { } wider)
        {
            problems.Warn(
                "route-unreachable",
                location,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"`{location.KeyPath}` is `{Excerpt.Of(placed.Route.Name)}`, which no request reaches: `{Excerpt.Of(wider.Route.Name)}` in line {wider.Route.Location.Line} comes first and is wider."
                ),
                "Put the narrower route first."
            );
        }

        if (RoutePath.TryParse(prefix + "**", out var own, out _, out _) && own!.Covers(placed.Path))
        {
            problems.Warn(
                "route-reserved",
                location,
                $"`{location.KeyPath}` is `{Excerpt.Of(placed.Route.Name)}`, which no request reaches: paths under {Excerpt.Of(prefix)} are the gateway's own.",
                "Choose other paths, or another `prefix`."
            );
        }
    }

    private static void CheckUpstream(
        RouteConfiguration route,
        GatehouseConfiguration configuration,
        ProblemList problems
    )
    {
        if (route.Upstream is not null)
        {
            var upstream = configuration.Upstreams.GetValueOrDefault(route.Upstream);
            var own = upstream?.Urls.FirstOrDefault(url =>
                configuration.Listen.Any(listen =>
                    listen.Port == url.Port && UrlKind.IsLoopback(url) && listen.Port != 0
                )
            );
            if (own is not null)
            {
                problems.Warn(
                    "upstream-loop",
                    upstream!.Location,
                    $"`{upstream.Location.KeyPath}` is {Excerpt.Of(own.GetLeftPart(UriPartial.Authority))}, where the gateway itself listens: requests would go round in a circle.",
                    "Name the address of the site behind the gateway."
                );
            }

            return;
        }

        // Forward-auth answers trusted proxies only: with one, a route without upstream is as meant.
        if (route.MovedTo is null && route.Allow != AllowRule.Nobody && configuration.TrustedProxies.Count == 0)
        {
            problems.Warn(
                "upstream-missing",
                route.Location,
                $"`{route.Location.KeyPath}` is `{Excerpt.Of(route.Name)}`, which has no upstream: only forward-auth could use it, and there are no `trusted-proxies`.",
                "Add `upstream`."
            );
        }
    }

    private static bool ReportWider(
        RouteConfiguration above,
        PlacedRoute placed,
        PlacedRoute shape,
        ProblemList problems
    )
    {
        if (above.Upstream is null || above.Upstream != placed.Route.Upstream || !placed.Covers(shape))
        {
            return false;
        }

        problems.Warn(
            "hidden-shown",
            above.Location,
            string.Create(
                CultureInfo.InvariantCulture,
                $"`{above.Location.KeyPath}` is hidden, and `{Excerpt.Of(placed.Route.Name)}` in line {placed.Route.Location.Line} forwards wider paths to the same upstream: its own 404 looks different from the one that hides the route."
            ),
            "Make the wider route narrower, or send it to another upstream."
        );
        return true;
    }
}
