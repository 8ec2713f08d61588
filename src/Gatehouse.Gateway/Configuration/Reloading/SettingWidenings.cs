namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>What settings beside the routes' own requirements lose or replace, and what they guarded with it.</summary>
internal static class SettingWidenings
{
    public static IEnumerable<Widening> Find(GatehouseConfiguration before, GatehouseConfiguration after) =>
        Admission(before, after)
            .Concat(Providers(before, after))
            .Concat(Site(before, after))
            .Select(what => new Widening(ConfigurationLocation.None, what))
            .Concat(
                after
                    .Routes.Join(
                        before.Routes,
                        route => (route.Name, string.Join(',', route.Methods ?? [])),
                        route => (route.Name, string.Join(',', route.Methods ?? [])),
                        (route, known) => (known, route)
                    )
                    .SelectMany(pair =>
                        Route(pair.known, pair.route)
                            .Select(what => new Widening(
                                pair.route.Location,
                                $"{what}, on the route {pair.route.Name}"
                            ))
                    )
            );

    private static IEnumerable<string> Admission(GatehouseConfiguration before, GatehouseConfiguration after)
    {
        var (known, now) = (before.Admission, after.Admission);
        if (known.Deny.Except(now.Deny).Any())
        {
            yield return $"clients in {string.Join(", ", known.Deny.Except(now.Deny))}, which were denied";
        }

        if (known.Allow.Count > 0 && (now.Allow.Count == 0 || Replaces(known.Allow, now.Allow)))
        {
            yield return "clients beyond the networks that alone were allowed";
        }

        if (known.DenyHosts.Except(now.DenyHosts, StringComparer.Ordinal).Any())
        {
            yield return "clients with host names that were denied";
        }

        if (
            known.DenyCountries.Except(now.DenyCountries, StringComparer.Ordinal).Any()
            || (
                known.AllowCountries.Count > 0
                && (now.AllowCountries.Count == 0 || Replaces(known.AllowCountries, now.AllowCountries))
            )
        )
        {
            yield return "clients from countries that were refused";
        }
    }

    private static IEnumerable<string> Providers(GatehouseConfiguration before, GatehouseConfiguration after)
    {
        foreach (var now in after.Providers.Values)
        {
            if (!before.Providers.TryGetValue(now.Name, out var known))
            {
                continue;
            }

            if (
                (known.Type, known.Issuer, known.Audience, known.KeySetFile, known.KeySetUrl, known.Endpoint)
                != (now.Type, now.Issuer, now.Audience, now.KeySetFile, now.KeySetUrl, now.Endpoint)
            )
            {
                yield return $"tokens that the provider {now.Name} does not vouch for now";
            }
            else if (
                (known.Strict && !now.Strict)
                || (known.Acr.Count > 0 && (now.Acr.Count == 0 || Replaces(known.Acr, now.Acr)))
                || Replaces(known.TwoFactorAcr, now.TwoFactorAcr)
                || (!known.CreatesAccounts && now.CreatesAccounts)
                || (known.Roles is { } roles && now.Roles is { } mapped && roles.Claim != mapped.Claim)
            )
            {
                yield return $"sign-ins or tokens of the provider {now.Name} that are too weak now";
            }
        }
    }

    private static IEnumerable<string> Site(GatehouseConfiguration before, GatehouseConfiguration after)
    {
        if (after.Session.Idle > before.Session.Idle || after.Session.Absolute > before.Session.Absolute)
        {
            yield return "sign-ins that have ended";
        }

        if (after.ClockSkew > before.ClockSkew)
        {
            yield return "tokens that have expired";
        }

        if (Replaces(before.TrustedProxies, after.TrustedProxies))
        {
            yield return "requests whose address a proxy tells that was not trusted";
        }

        if (
            before.ClientCertificates is { } known
            && after.ClientCertificates is { } now
            && (
                known.Authorities != now.Authorities
                || (known.RevocationLists ?? []).Except(now.RevocationLists ?? [], StringComparer.Ordinal).Any()
                || known.Header != now.Header
                || known.MapBy != now.MapBy
            )
        )
        {
            yield return "client certificates that do not count now";
        }

        foreach (var (role, permissions) in after.Roles)
        {
            if (before.Roles.TryGetValue(role, out var had) && Replaces(had, permissions))
            {
                yield return $"what the role {role} did not give";
            }
        }
    }

    private static IEnumerable<string> Route(RouteConfiguration known, RouteConfiguration route)
    {
        if (known.Filter is not null && route.Filter != known.Filter)
        {
            yield return "what the filter refuses";
        }

        if (known.Limits is not null && route.Limits is null)
        {
            yield return "more requests than the limits allow";
        }

        if (known.Cors is { } cors && route.Cors is { } origins && Replaces(cors.Origins, origins.Origins))
        {
            yield return "preflights of origins that are refused";
        }

        if (route.Allow != AllowRule.SignedIn || known.Allow != AllowRule.SignedIn)
        {
            yield break;
        }

        if (known.Resource != route.Resource)
        {
            yield return "tokens made for another resource";
        }

        if (known.Key != route.Key && (known.Key.Header, known.Key.Query, known.Key.Body) is not (null, null, null))
        {
            yield return "keys in other places";
        }
    }

    // Something is there that was not, and something is not there that was: a slip of the pen, or meant.
    private static bool Replaces<T>(IReadOnlyList<T> known, IReadOnlyList<T> now) =>
        known.Except(now).Any() && now.Except(known).Any();
}
