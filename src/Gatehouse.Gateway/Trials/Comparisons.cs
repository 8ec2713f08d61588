using System.Globalization;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Gateway.Trials;

/// <summary>Says what the checks of a decision had before them, for people who ask why.</summary>
internal static class Comparisons
{
    public static IReadOnlyList<Comparison> Of(Decision decision) =>
        [
            .. OfPath(decision),
            .. OfClient(decision),
            .. decision.Route is { } route ? OfRoute(decision, route) : [],
            .. decision.Presented is { } presented
                ? (Comparison[])[new("credentials", "presented", presented.Scheme.Name)]
                : [],
            .. decision.Principal is { } principal ? OfPrincipal(principal) : [],
            .. decision.Route is { } asking ? OfRequirement(decision, asking) : [],
        ];

    private static IEnumerable<Comparison> OfPath(Decision decision)
    {
        var path = decision.Facts.Path;
        if (path.Fault == Decisions.Facts.PathFault.None)
        {
            yield return new("path", "judged as", path.Text);
        }
    }

    private static IEnumerable<Comparison> OfClient(Decision decision)
    {
        var (site, client) = (decision.Site, decision.Facts.Client);
        yield return new("admission", "client", client.ToString());
        if (site.Allow.Count > 0)
        {
            yield return new("admission", "allow", string.Join(", ", site.Allow));
        }

        if (site.Deny.Count > 0)
        {
            yield return new("admission", "deny", string.Join(", ", site.Deny));
        }

        if (site.Countries is { } countries)
        {
            yield return new("admission", "country", countries.CountryOf(client));
        }
    }

    private static IEnumerable<Comparison> OfRoute(Decision decision, Route route)
    {
        yield return new(
            "route",
            "asked for",
            $"{decision.Facts.Method} {decision.Facts.Host}{decision.Facts.Path.Text}"
        );
        yield return new("route", "found", route.Name);
        if (route.Access == RouteAccess.SignedIn)
        {
            yield return new("credentials", "offered", string.Join(", ", route.Schemes.Select(scheme => scheme.Name)));
        }

        if (route.Limits is not null)
        {
            yield return new(
                "admission",
                "limits",
                "the route's; how much of them is used is known to a running server alone"
            );
        }
    }

    private static IEnumerable<Comparison> OfPrincipal(Principal principal)
    {
        yield return new("authentication", "who", principal.Name);
        yield return new("authentication", "roles", Text(principal.RolesText));
        yield return new("authentication", "scopes", Text(principal.ScopesText));
    }

    private static IEnumerable<Comparison> OfRequirement(Decision decision, Route route)
    {
        if (decision.Principal is not { } principal)
        {
            yield break;
        }

        var method = route.RequirementOf(decision.Facts.Method);
        yield return new(
            "authorization",
            "asked",
            Text(Join(Of(route.Require).Concat(method is null ? [] : Of(method))))
        );
        yield return new(
            "authorization",
            "held",
            Text(
                Join([
                    .. principal.Roles.Select(role => "role " + role),
                    .. principal.Permissions.Select(scope => "scope " + scope),
                    string.Create(CultureInfo.InvariantCulture, $"{principal.Factors} factor"),
                ])
            )
        );
    }

    private static IEnumerable<string> Of(Requirement require) =>
        [
            .. require.Roles.Count == 0 ? (string[])[] : ["one of the roles " + string.Join(", ", require.Roles)],
            .. require.Scopes.Select(scope => "scope " + scope),
            .. require.Permissions.Select(permission => "permission " + permission),
            .. require.Factor > 1
                ? (string[])[string.Create(CultureInfo.InvariantCulture, $"{require.Factor} factors")]
                : [],
            .. require.Fresh is { } fresh
                ? (string[])
                    [
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"a sign-in not older than {Configuration.Durations.Write(fresh)}"
                        ),
                    ]
                : [],
        ];

    private static string Join(IEnumerable<string> parts) => string.Join("; ", parts.Distinct(StringComparer.Ordinal));

    private static string Text(string text) => text.Length == 0 ? "nothing" : text;
}
