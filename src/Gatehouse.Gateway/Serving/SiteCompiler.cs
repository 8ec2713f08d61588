using System.Collections.Frozen;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Schemes.Dpop;
using Gatehouse.Decisions.Schemes.Session;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.Forwarding;
using Gatehouse.Gateway.Tokens;

namespace Gatehouse.Gateway.Serving;

/// <summary>
/// Makes a configuration ready to decide with. What the configuration asks for and this version cannot do closes the
/// route that asks: nothing is let through because something is missing.
/// </summary>
internal sealed class SiteCompiler(
    GatehouseConfiguration configuration,
    IReadOnlyDictionary<string, IScheme> schemes,
    ProviderSet providers,
    IProvider own,
    EndpointTable endpoints,
    Func<FilterConfiguration, IRouteFilter> filters
)
{
    public Site Compile()
    {
        Route[] routes = [.. configuration.Routes.Select(Route)];
        return new()
        {
            Realm = configuration.Realm,
            Contact = configuration.Contact,
            PublicUrl = configuration.PublicUrl,
            Routes = new RouteTable([
                .. endpoints.Routes(
                    configuration.Prefix,
                    configuration.Routes.Any(OffersSession) ? schemes[SessionScheme.SchemeName] : null,
                    [schemes["basic"], schemes["key"]],
                    (
                        routes.Any(route => route.ResourceMetadata is not null),
                        routes.Any(route => route.Providers.Contains(own))
                    )
                ),
                .. routes,
            ]),
            Roles = new RoleMap(configuration.Roles),
            TrustedProxies = new TrustedProxies(configuration.TrustedProxies),
            ClockSkew = configuration.ClockSkew,
            RequiresHttps = configuration.Https == HttpsRule.Required,
            Allow = configuration.Admission.Allow,
            Deny = configuration.Admission.Deny,
            AllowCountries = configuration.Admission.AllowCountries,
            DenyCountries = configuration.Admission.DenyCountries,
            Countries = configuration.Admission.Countries,
            DenyHosts = configuration.Admission.DenyHosts,
            Prefix = configuration.Prefix,
            Sessions = new SessionRules
            {
                Idle = configuration.Session.Idle,
                Absolute = configuration.Session.Absolute,
                CookieDomain = configuration.Session.CookieDomain,
                PlainHttp = configuration.Session.PlainHttp,
            },
        };
    }

    /// <summary>What the configuration offers of Digest.</summary>
    public static DigestOptions DigestOf(GatehouseConfiguration configuration) =>
        new()
        {
            Algorithms = configuration.Digest.Algorithms,
            Qops = configuration.Digest.Qops,
            UserHash = configuration.Digest.UserHash,
            NonceLifetime = configuration.Digest.NonceLifetime,
            RewritingProxies = new TrustedProxies(configuration.Digest.RewritingProxies),
        };

    public IReadOnlyDictionary<string, Upstream> Upstreams() =>
        configuration.Upstreams.Values.ToFrozenDictionary(
            upstream => upstream.Name,
            upstream => new Upstream(
                new UpstreamOptions(upstream.Name, upstream.Urls)
                {
                    Audience = upstream.Audience,
                    Credentials = CredentialsOf(upstream),
                    Proxy = configuration.OutboundProxy,
                    ConnectTimeout = upstream.ConnectTimeout,
                    Timeout = upstream.Timeout,
                }
            ),
            StringComparer.Ordinal
        );

    private static string? CredentialsOf(UpstreamConfiguration upstream) =>
        upstream.Credentials switch
        {
            null => null,
            { Secret.IsMissing: true } => null,
            { User: { } user } basic => "Basic "
                + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{basic.Secret.Reveal()}")),
            { } bearer => "Bearer " + bearer.Secret.Reveal(),
        };

    private Route Route(RouteConfiguration route)
    {
        var offered = route.Schemes.Where(schemes.ContainsKey).Select(name => schemes[name]).ToArray();
        var takesTokens = route.Schemes.Any(name => name is BearerScheme.SchemeName or DpopScheme.SchemeName);
        IProvider[] trusted =
            takesTokens && route.Providers.Count == 0
                ? [own]
                :
                [
                    .. route
                        .Providers.Select(name => name == own.Name ? own : providers.ByName.GetValueOrDefault(name))
                        .OfType<IProvider>(),
                ];
        var asked = route
            .Providers.Where(providers.Introspectors.ContainsKey)
            .Select(name => providers.Introspectors[name])
            .ToArray();
        var resource = Resources.IdentifierOf(configuration, route.Resource);
        return new Route
        {
            Name = route.Name,
            Path = PathPattern.Parse(route.Path),
            Host = route.Host is null ? null : HostName.Fold(route.Host),
            Methods = Methods(route.Methods),
            Access = AccessOf(route),
            Identify = route.Identify,
            Schemes = offered,
            OffersSession = OffersSession(route),
            Providers = trusted,
            Introspectors = asked,
            Resource = resource,
            ResourceMetadata = takesTokens ? Resources.MetadataOf(configuration, route.Resource) : null,
            Require = Requirement(route.Require),
            PerMethod = route.PerMethod?.ToDictionary(
                method => method.Key,
                method => Requirement(method.Value),
                StringComparer.Ordinal
            ),
            Key = new KeyPlaces(route.Key.Header, route.Key.Query, route.Key.Body),
            Cors = route.Cors is null ? null : Cors(route.Cors),
            Limits = route.Limits is null ? null : Limits(route.Limits),
            Filter = route.Filter is null ? null : filters(route.Filter),
            Hidden = route.Hidden,
            Profile = route.Profile == ProfileRule.Iis ? AnswerProfile.Iis : AnswerProfile.Rfc,
            AllowsPathParameters = route.AllowsPathParameters,
            AllowsEncodedSlash = route.AllowsEncodedSlash,
            MovedTo = route.MovedTo,
            MovedForNow = route.Temporary,
            ClosedBecause = WhyClosed(route, offered),
            Upstream = route.Upstream,
            StripPrefix = route.StripPrefix,
            PassesCredentials = route.PassCredentials,
            Assertion = route.Assertion,
            CredentialSpace = SpaceOf(trusted, asked, resource),
        };
    }

    private static bool OffersSession(RouteConfiguration route) =>
        route.Schemes.Contains(SessionScheme.SchemeName, StringComparer.Ordinal);

    internal static RouteAccess AccessOf(RouteConfiguration route) =>
        route.MovedTo is not null ? RouteAccess.Moved
        : route.Allow == AllowRule.Everyone ? RouteAccess.Everyone
        : route.Allow == AllowRule.Nobody ? RouteAccess.Nobody
        : RouteAccess.SignedIn;

    // Whoever allows GET allows HEAD, which is the same without the body (RFC 9110 section 9.3.2).
    internal static string[]? Methods(IReadOnlyList<string>? methods) =>
        methods is null ? null
        : methods.Contains("GET", StringComparer.Ordinal) && !methods.Contains("HEAD", StringComparer.Ordinal)
            ? [.. methods, "HEAD"]
        : [.. methods];

    private string? WhyClosed(RouteConfiguration route, IScheme[] offered)
    {
        if (AccessOf(route) is RouteAccess.Moved or RouteAccess.Nobody)
        {
            return null;
        }

        var admission = configuration.Admission;
        if (
            admission is { Countries: null, AllowCountries.Count: > 0 } or { Countries: null, DenyCountries.Count: > 0 }
        )
        {
            return "clients are admitted by country, and the file of countries is missing";
        }

        if (route.Upstream is { } name && configuration.Upstreams[name].IsClosed)
        {
            return $"the secret for the upstream {name} is missing";
        }

        if (AccessOf(route) == RouteAccess.SignedIn && offered.Length == 0)
        {
            return $"none of the route's schemes ({string.Join(", ", route.Schemes)}) can be offered by this version";
        }

        foreach (var provider in route.Providers.Where(configuration.Providers.ContainsKey))
        {
            if (configuration.Providers[provider].IsClosed)
            {
                return $"the secret for the provider {provider} is missing";
            }
        }

        return null;
    }

    private static RouteLimits Limits(LimitsConfiguration limits) =>
        new(limits.Rate?.PerSecond, limits.Burst, limits.Concurrent)
        {
            Window = (int)(limits.Rate?.Per.TotalSeconds ?? 1),
            PerUser = limits.PerUser is null ? null : Limits(limits.PerUser),
            PerRoute = limits.PerRoute is null ? null : Limits(limits.PerRoute),
        };

    internal static Requirement Requirement(RequirementConfiguration require) =>
        new()
        {
            Roles = require.Roles,
            Scopes = require.Scopes,
            Permissions = require.Permissions,
            Fresh = require.Fresh,
            Factor = require.Factor,
        };

    private static CorsRules Cors(CorsConfiguration cors) =>
        new()
        {
            Origins = cors.Origins.ToFrozenSet(StringComparer.Ordinal),
            Methods = cors.Methods.ToFrozenSet(StringComparer.Ordinal),
            Headers = cors.Headers.ToFrozenSet(StringComparer.OrdinalIgnoreCase),
            Exposed = cors.Expose,
            Credentials = cors.Credentials,
            MaxAge = cors.MaxAge,
        };

    // Routes that trust the same providers under the same rules may share what one of them verified.
    private static ulong SpaceOf(IEnumerable<IProvider> trusted, IEnumerable<IIntrospector> asked, string resource)
    {
        var text = string.Join(
            '\n',
            trusted
                .Select(provider => $"{provider.Name}\t{provider.Issuer}\t{provider.Audience}\t{provider.Strict}")
                .Concat(asked.Select(provider => $"asked\t{provider.Name}\t{provider.Issuer}\t{provider.Audience}"))
                .Prepend(resource)
        );
        return BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
