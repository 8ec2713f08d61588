using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>A route with its paths read.</summary>
internal sealed record PlacedRoute(RouteConfiguration Route, RoutePath Path)
{
    /// <summary>Whether every request that fits the other route fits this one.</summary>
    public bool Covers(PlacedRoute other) => CoversMethods(other.Route) && CoversPlace(other);

    /// <summary>The same, whatever the methods.</summary>
    public bool CoversPlace(PlacedRoute other) => CoversHost(other.Route.Host) && Path.Covers(other.Path);

    public bool CoversMethods(RouteConfiguration other) =>
        Route.Methods is null
        || (
            other.Methods is not null
            && other.Methods.All(method => Route.Methods.Contains(method, StringComparer.Ordinal))
        );

    private bool CoversHost(string? other)
    {
        if (Route.Host is null)
        {
            return true;
        }

        if (other is null)
        {
            return false;
        }

        return Route.Host == other
            || (
                Route.Host.StartsWith("*.", StringComparison.Ordinal)
                && other.EndsWith(Route.Host[1..], StringComparison.Ordinal)
            );
    }
}
