namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>What a new file opens in so many words, by adding and taking nothing away.</summary>
internal sealed class MeantWidenings(GatehouseConfiguration before, GatehouseConfiguration after)
{
    private readonly ILookup<string, RouteConfiguration> _known = before.Routes.ToLookup(KeyOf, StringComparer.Ordinal);
    private readonly bool _keepsAll = before
        .Routes.Select(KeyOf)
        .ToHashSet(StringComparer.Ordinal)
        .IsSubsetOf(after.Routes.Select(KeyOf));
    private readonly bool _morePublic = Public(after) > Public(before);

    /// <summary>Whether what goes through this route of the new file was meant to.</summary>
    public bool Covers(RouteConfiguration route)
    {
        var known = _known[KeyOf(route)].FirstOrDefault();
        if (known is null)
        {
            return _keepsAll;
        }

        return route.Allow == AllowRule.Everyone
            ? _morePublic && known.Allow != AllowRule.Everyone
            : _keepsAll && known.Allow == route.Allow && Adds(known, route) && AddsRole(known, route);
    }

    /// <summary>Whether the ways into this route of the new file that are new there were meant to be.</summary>
    public bool CoversWaysIn(RouteConfiguration route)
    {
        if (!_keepsAll || _known[KeyOf(route)].FirstOrDefault() is not { } known)
        {
            return _keepsAll;
        }

        // What a lost key leaves behind is the default.
        return Holds(route.Schemes, known.Schemes)
            && Holds(WaysIn.Issuers(route), WaysIn.Issuers(known))
            && (
                !route.Schemes.SequenceEqual(RouteConfiguration.DefaultSchemes, StringComparer.Ordinal)
                || known.Schemes.SequenceEqual(route.Schemes, StringComparer.Ordinal)
            );
    }

    private static int Public(GatehouseConfiguration configuration) =>
        configuration.Routes.Count(route => route.Allow == AllowRule.Everyone);

    private static string KeyOf(RouteConfiguration route) => route.Name + " " + string.Join(',', route.Methods ?? []);

    private static bool Adds(RouteConfiguration known, RouteConfiguration route) =>
        Adds(known.Require, route.Require)
        && known.PerMethod is null == route.PerMethod is null
        && (known.PerMethod ?? Nothing).All(method =>
            route.PerMethod!.TryGetValue(method.Key, out var added) && Adds(method.Value, added)
        );

    // Where the route asks for what it asked for, the request has come to it because another route has lost it.
    private static bool AddsRole(RouteConfiguration known, RouteConfiguration route) =>
        route.Require.Roles.Count > known.Require.Roles.Count
        || (route.PerMethod ?? Nothing).Any(method =>
            !(known.PerMethod ?? Nothing).TryGetValue(method.Key, out var had)
            || method.Value.Roles.Count > had.Roles.Count
        );

    // One of the roles is enough, so a further one lets more people in; scopes and permissions are all asked for.
    private static bool Adds(RequirementConfiguration known, RequirementConfiguration added) =>
        (known.Roles.Count > 0 || added.Roles.Count == 0)
        && Holds(added.Roles, known.Roles)
        && Holds(added.Scopes, known.Scopes)
        && Holds(added.Permissions, known.Permissions)
        && added.Fresh == known.Fresh
        && added.Factor >= known.Factor;

    private static bool Holds(IEnumerable<string> all, IEnumerable<string> some) =>
        !some.Except(all, StringComparer.Ordinal).Any();

    private static readonly Dictionary<string, RequirementConfiguration> Nothing = [];
}
