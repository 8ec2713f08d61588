using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Dpop;
using Gatehouse.Decisions.Tokens;

namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>By what people come to a route: its schemes, and the issuers of the tokens that it takes.</summary>
internal static class WaysIn
{
    /// <summary>A way in of one route that another does not have, in words, or null.</summary>
    public static string? Added(RouteConfiguration known, RouteConfiguration route)
    {
        if (known.Allow == AllowRule.Everyone || route.Allow == AllowRule.Everyone)
        {
            return null;
        }

        var scheme = route.Schemes.Except(known.Schemes, StringComparer.Ordinal).FirstOrDefault();
        if (scheme is not null)
        {
            return $"whoever signs in with {scheme}";
        }

        return Issuers(route).Except(Issuers(known), StringComparer.Ordinal).FirstOrDefault() is { } issuer
            ? $"whoever has a token of {issuer}"
            : null;
    }

    /// <summary>The issuers whose tokens the route takes; the site itself where it takes tokens and names none.</summary>
    public static IReadOnlyList<string> Issuers(RouteConfiguration route) =>
        !route.Schemes.Any(scheme => scheme is BearerScheme.SchemeName or DpopScheme.SchemeName) ? []
        : route.Providers.Count == 0 ? [OwnTokens.ProviderName]
        : route.Providers;
}
