using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Principals;

namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>
/// What new routes let through and old ones refuse, found by asking both: every path, host and method that either file
/// names, by nobody, by everybody who has a role or permission that either file names, and by those who lack one.
/// </summary>
internal static class RouteWidenings
{
    private static readonly string[] UsualMethods = ["GET", "POST", "DELETE"];

    public static IEnumerable<Widening> Find(GatehouseConfiguration before, GatehouseConfiguration after)
    {
        var permissions = Requirements(before)
            .Concat(Requirements(after))
            .SelectMany(require => require.Scopes.Concat(require.Permissions))
            .ToHashSet(StringComparer.Ordinal);
        var roles = Requirements(before)
            .Concat(Requirements(after))
            .SelectMany(require => require.Roles)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var people = People(roles, permissions).ToArray();
        var map = new RoleMap([
            new(All, [.. permissions]),
            .. permissions.Select(name => new KeyValuePair<string, IReadOnlyList<string>>(Only + name, [name])),
            .. permissions.Select(name => new KeyValuePair<string, IReadOnlyList<string>>(
                But + name,
                [.. permissions.Where(other => other != name)]
            )),
        ]);
        var now = new ImaginedSite(before, map, people);
        var then = new ImaginedSite(after, map, people);
        var meant = new MeantWidenings(before, after);
        var told = new HashSet<int>();
        foreach (var request in Requests(before, after))
        {
            for (var person = 0; person < people.Length; person++)
            {
                if (then.Lets(request, person) is not { } place || told.Contains(place))
                {
                    continue;
                }

                var route = after.Routes[place];
                var what = now.Lets(request, person) is not { } known
                    ? meant.Covers(route)
                        ? null
                        : people[person].Words
                    : WaysIn.Added(before.Routes[known], route) is { } way && !meant.CoversWaysIn(route)
                        ? way
                        : null;
                if (what is not null)
                {
                    told.Add(place);
                    yield return new Widening(
                        route.Location,
                        $"{request.Method} {request.Target} by {what}, through the route {route.Name}"
                    );
                }
            }
        }
    }

    // No role of a configuration begins with a space.
    private const string All = " all";
    private const string Only = " only ";
    private const string But = " but ";

    private static IEnumerable<ImaginedPerson> People(string[] roles, IReadOnlySet<string> permissions)
    {
        yield return new("anybody, without signing in", Roles: null);
        yield return new("whoever is signed in", []);
        yield return new("somebody with every permission and no role that a route names", [All]);
        yield return new("somebody with every role and no permission", roles);
        foreach (var role in roles)
        {
            yield return new($"somebody with the role {role} alone", [role]);
            yield return new($"somebody with the role {role}", [role, All]);
        }

        foreach (var permission in permissions)
        {
            yield return new($"somebody with the permission {permission} alone", [.. roles, Only + permission]);
            yield return new($"somebody without the permission {permission}", [.. roles, But + permission]);
        }
    }

    private static IEnumerable<RequirementConfiguration> Requirements(GatehouseConfiguration configuration) =>
        configuration.Routes.SelectMany(route => (route.PerMethod?.Values ?? []).Prepend(route.Require));

    private static IEnumerable<RequestFacts> Requests(GatehouseConfiguration before, GatehouseConfiguration after)
    {
        RouteConfiguration[] routes = [.. before.Routes, .. after.Routes];
        var methods = routes
            .SelectMany(route => (route.Methods ?? []).Concat(route.PerMethod?.Keys ?? []))
            .Concat(UsualMethods)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        var places = routes
            .SelectMany(route =>
                Paths(route.Path)
                    .Select(path =>
                        (Host: route.Host?.Replace("*", "x", StringComparison.Ordinal) ?? before.PublicUrl.Host, path)
                    )
            )
            .Distinct();
        foreach (var (host, path) in places)
        {
            foreach (var method in methods)
            {
                yield return ImaginedSite.Request(host, method, path);
            }
        }
    }

    private static IEnumerable<string> Paths(string pattern)
    {
        var some = pattern.Replace("**", "x/y", StringComparison.Ordinal).Replace("*", "x", StringComparison.Ordinal);
        yield return some;
        if (pattern.EndsWith("/**", StringComparison.Ordinal) && pattern.Length > 3)
        {
            yield return some[..^4];
        }
    }
}
