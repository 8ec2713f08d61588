using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>What must hold between the settings of the server itself.</summary>
internal static class ServerChecks
{
    public static void Run(GatehouseConfiguration configuration, ProblemList problems, ServerLocations at)
    {
        CheckListen(configuration, problems, at);
        CheckProxies(configuration, problems, at);
        CheckPlainSessions(configuration, problems, at);
        CheckCookieDomain(configuration, problems, at);
        CheckDigest(configuration, problems, at);
        CheckIssuers(configuration, problems);
        CheckApplications(configuration, problems);
        CheckClientCertificates(configuration, problems);
        if (configuration.Routes.Count == 0 && !problems.HasErrors)
        {
            problems.Warn(
                "routes-none",
                at.Routes,
                "There are no routes: every request is 404 route.unknown.",
                "Add, for example, `routes: [{ path: /**, upstream: app }]`."
            );
        }
    }

    private static void CheckListen(GatehouseConfiguration configuration, ProblemList problems, ServerLocations at)
    {
        var listen = configuration.Listen;
        var beyond = listen.Where(url => !UrlKind.IsLoopback(url)).ToList();
        var https = listen.Any(url => url.Scheme == "https");
        if (https && !at.CertificateGiven)
        {
            problems.Error(
                "certificate-missing",
                at.Listen,
                "`listen` has an https address, and there is no certificate for it.",
                "Add `certificate: { file: site.pem, key: site.key }`."
            );
        }
        else if (!https && at.CertificateGiven)
        {
            problems.Warn(
                "certificate-without-effect",
                at.Certificate,
                "`certificate` is for https listen addresses, and there is none.",
                "Add one to `listen`, for example https://0.0.0.0:443."
            );
        }

        if (beyond.Count > 0 && !at.PublicUrlGiven)
        {
            problems.Error(
                "public-url-missing",
                at.Listen,
                $"`listen` has {Excerpt.Of(beyond[0].GetLeftPart(UriPartial.Authority))}, which others can reach, and no `public-url` says under which address they know it.",
                "Add, for example, `public-url: https://api.example`."
            );
        }

        if (beyond.Count > 0 && configuration is { Https: HttpsRule.Required, TrustedProxies.Count: 0 } && !https)
        {
            problems.Warn(
                "https-nowhere",
                at.Listen,
                "Plain http from beyond loopback is refused (`https: required`), and `listen` has no https address: only this machine gets answers.",
                "Listen on https, or name the proxy that speaks https in `trusted-proxies`."
            );
        }

        var plain = beyond.Find(url => url.Scheme == "http");
        if (plain is not null && configuration.Https == HttpsRule.Optional)
        {
            CheckPlain(plain, configuration, problems);
        }
    }

    private static void CheckPlain(Uri plain, GatehouseConfiguration configuration, ProblemList problems)
    {
        var address = Excerpt.Of(plain.GetLeftPart(UriPartial.Authority));
        foreach (var route in configuration.Routes.Where(AsksForCredentials))
        {
            if (route.Schemes.Contains("basic", StringComparer.Ordinal))
            {
                problems.Error(
                    "basic-over-http",
                    route.Location,
                    $"`{route.Location.KeyPath}` takes passwords (Basic) that anybody on the way can read: `listen` has {address} and `https` is optional.",
                    "Write `https: required`, or remove basic from the route's `schemes`."
                );
            }
            else
            {
                problems.Warn(
                    "credentials-over-http",
                    route.Location,
                    $"`{route.Location.KeyPath}` takes credentials that anybody on the way can read: `listen` has {address} and `https` is optional.",
                    "Write `https: required`."
                );
            }
        }
    }

    private static void CheckPlainSessions(
        GatehouseConfiguration configuration,
        ProblemList problems,
        ServerLocations at
    )
    {
        if (configuration is { Session.PlainHttp: true, Https: HttpsRule.Required })
        {
            problems.Warn(
                "session-plain-http-unused",
                at.Session,
                "`session.plain-http` changes nothing: plain http from beyond loopback is refused (`https: required`).",
                "Remove it, or write `https: optional`."
            );
        }
        else if (configuration.Session.PlainHttp)
        {
            problems.Warn(
                "session-over-http",
                at.Session,
                "`session.plain-http` lets people sign in over plain http: whoever can listen on the way reads their passwords and takes their sessions over.",
                "Put https in front, and remove it."
            );
        }
    }

    private static bool AsksForCredentials(RouteConfiguration route) =>
        route.MovedTo is null && (route.Allow == AllowRule.SignedIn || route.Identify);

    private static void CheckProxies(GatehouseConfiguration configuration, ProblemList problems, ServerLocations at)
    {
        foreach (var network in configuration.TrustedProxies.Where(network => network.PrefixLength == 0))
        {
            problems.Warn(
                "trusted-proxies-everybody",
                at.TrustedProxies,
                $"`trusted-proxies` has {network}: whatever anybody says about the client's address is believed.",
                "Name the proxies' own addresses."
            );
        }
    }

    private static void CheckCookieDomain(
        GatehouseConfiguration configuration,
        ProblemList problems,
        ServerLocations at
    )
    {
        if (configuration.Session.CookieDomain is not { } domain || !at.PublicUrlGiven)
        {
            return;
        }

        var host = configuration.PublicUrl.Host.ToLowerInvariant();
        if (host != domain && !host.EndsWith("." + domain, StringComparison.Ordinal))
        {
            problems.Error(
                "cookie-domain-foreign",
                at.Session,
                $"`session.cookie-domain` is `{domain}`, and `public-url` ({Excerpt.Of(host)}) is not in that domain: browsers drop the cookie.",
                "Name a domain that the public address is in."
            );
        }
    }

    private static void CheckDigest(GatehouseConfiguration configuration, ProblemList problems, ServerLocations at)
    {
        foreach (
            var proxy in configuration.Digest.RewritingProxies.Where(proxy =>
                !configuration.TrustedProxies.Any(trusted =>
                    trusted.PrefixLength <= proxy.PrefixLength && trusted.Contains(proxy.BaseAddress)
                )
            )
        )
        {
            problems.Error(
                "rewriting-proxy-untrusted",
                at.Digest,
                $"`digest.rewriting-proxies` has {proxy}, which is not in `trusted-proxies`: what it says of a request does not count.",
                "Add it there, or remove it here."
            );
        }
    }

    private static void CheckIssuers(GatehouseConfiguration configuration, ProblemList problems)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal)
        {
            [configuration.PublicUrl.GetLeftPart(UriPartial.Authority)] = OwnTokens.ProviderName,
        };
        foreach (var provider in configuration.Providers.Values)
        {
            if (provider.Name == OwnTokens.ProviderName)
            {
                problems.Error(
                    "provider-reserved",
                    provider.Location,
                    $"`{provider.Location.KeyPath}` has the name under which routes trust the gateway's own tokens.",
                    "Choose another name."
                );
            }
        }

        // One that is asked about tokens is so for those that no other one can read.
        foreach (
            var provider in configuration.Providers.Values.Where(provider =>
                provider.Type != ProviderType.Introspection
            )
        )
        {
            if (provider.Issuer is { } issuer && !names.TryAdd(issuer, provider.Name))
            {
                problems.Error(
                    "issuer-duplicate",
                    provider.Location,
                    $"`{provider.Location.KeyPath}.issuer` is `{Excerpt.Of(issuer)}`, which is the issuer of `{names[issuer]}` too: a token of it would have two judges.",
                    "Keep one of the two."
                );
            }
        }
    }

    private static void CheckClientCertificates(GatehouseConfiguration configuration, ProblemList problems)
    {
        var certificates = configuration.ClientCertificates;
        foreach (
            var route in configuration.Routes.Where(route =>
                certificates?.Authorities is null
                && route.Schemes.Contains(CertificateScheme.SchemeName, StringComparer.Ordinal)
            )
        )
        {
            problems.Error(
                "client-certificates-authorities-missing",
                route.Location,
                $"`{route.Location.KeyPath}` takes client certificates, and no `client-certificates` name the authorities whose count.",
                "Add `client-certificates: { authorities: clients-ca.pem }`."
            );
        }

        if (certificates is { Header: { } header } && configuration.TrustedProxies.Count == 0)
        {
            problems.Warn(
                "client-certificates-header-unused",
                certificates.Location,
                $"`{certificates.Location.KeyPath}.header` is `{Excerpt.Of(header)}`, which only `trusted-proxies` may send, and there are none.",
                "Name the proxies in `trusted-proxies`."
            );
        }

        if (certificates is { Header: null } && configuration.Listen.All(url => url.Scheme != Uri.UriSchemeHttps))
        {
            problems.Warn(
                "client-certificates-nowhere",
                certificates.Location,
                $"`{certificates.Location.KeyPath}` can find no certificate: `listen` has no https address, and no `header` of a proxy is named.",
                "Listen on https, or add `header`."
            );
        }
    }

    private static void CheckApplications(GatehouseConfiguration configuration, ProblemList problems)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (var application in configuration.Applications.Where(application => !ids.Add(application.Id)))
        {
            problems.Error(
                "application-duplicate",
                application.Location,
                $"`{application.Location.KeyPath}` is `{application.Id}`, which another application has.",
                "Give each its own id."
            );
        }

        if (configuration.Routes.Any(route => route.Schemes.Contains("session", StringComparer.Ordinal)))
        {
            return;
        }

        foreach (var application in configuration.Applications.Where(application => application.RedirectUris.Count > 0))
        {
            problems.Warn(
                "application-without-sessions",
                application.Location,
                $"`{application.Location.KeyPath}` is for people who sign in, and no route has `session` among its schemes: they have no page to do it on.",
                "Add `session` to the schemes of a route."
            );
        }
    }
}
