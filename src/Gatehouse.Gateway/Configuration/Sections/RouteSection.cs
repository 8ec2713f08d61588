using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Dpop;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class RouteSection : Section<RouteConfiguration>
{
    private static readonly ConfigurationKeyOf<RoutePathSetting> Path = ConfigurationKeyOf<RoutePathSetting>.Required(
        "path",
        new RoutePathKind(),
        new RoutePathSetting(RoutePathKind.Anything, Parameters: false, EncodedSlash: false),
        "The paths that the route is for.",
        "/api/**"
    );

    private static readonly ConfigurationKeyOf<string> Host = ConfigurationKeyOf<string>.Optional(
        "host",
        new HostKind(),
        "The host that the route is for.",
        "api.example",
        "any"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Methods = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.Optional(
        "methods",
        Kinds.Methods,
        "The methods that the route is for: a part of the match, so that others fall to the next route.",
        "[GET]",
        "any"
    );

    private static readonly ConfigurationKeyOf<AllowRule> Allow = ConfigurationKeyOf<AllowRule>.Optional(
        "allow",
        new ChoiceKind<AllowRule>(("everyone", AllowRule.Everyone), ("nobody", AllowRule.Nobody)),
        "`everyone`: public. `nobody`: closed (403 `access.nobody`).",
        "everyone",
        "those who sign in"
    );

    private static readonly ConfigurationKeyOf<bool> Identify = Flag(
        "identify",
        "With `allow: everyone`: who is signed in is told to the upstream all the same."
    );

    private static readonly ConfigurationKeyOf<string> Upstream = ConfigurationKeyOf<string>.Optional(
        "upstream",
        new ReferenceKind("upstreams", Kinds.Name),
        "Where requests are forwarded to. Left out where another proxy forwards them (forward-auth).",
        "app"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Schemes = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "schemes",
        new ListKind<string>(new SchemeKind(), mayBeEmpty: false),
        RouteConfiguration.DefaultSchemes,
        "The ways in, offered in this order.",
        "[bearer, key, basic]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Providers = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "providers",
        new ListKind<string>(new ReferenceKind("providers", Kinds.Name)),
        [],
        "The providers whose tokens `bearer` takes; `gatehouse` among them is the gateway itself. Without any it takes the "
            + "gateway's own.",
        "[corp]"
    );

    private static readonly ConfigurationKeyOf<string> Resource = ConfigurationKeyOf<string>.Optional(
        "resource",
        new ResourcePathKind(),
        "The resource that the route belongs to (RFC 9728): programs find its metadata, and the gateway's own tokens must "
            + "be made for it (RFC 8707).",
        "/mcp",
        "the site as a whole"
    );

    private static readonly ConfigurationKeyOf<RequirementConfiguration> Require =
        ConfigurationKeyOf<RequirementConfiguration>.Optional(
            "require",
            new RequirementSection(),
            "What is asked of every principal.",
            "{ scopes: [orders:read] }"
        );

    private static readonly ConfigurationKeyOf<IReadOnlyDictionary<string, RequirementConfiguration>> PerMethod =
        ConfigurationKeyOf<IReadOnlyDictionary<string, RequirementConfiguration>>.Optional(
            "per-method",
            new MapKind<RequirementConfiguration>(Kinds.Method, new RequirementSection(), mayBeEmpty: false),
            "What is asked besides, by method. An unsafe method that is not named is 405.",
            "{ POST: { scopes: [orders:write] } }",
            "any method"
        );

    private static readonly ConfigurationKeyOf<KeyPlacesConfiguration> Key =
        ConfigurationKeyOf<KeyPlacesConfiguration>.WithDefault(
            "key",
            new KeyPlacesSection(),
            KeyPlacesConfiguration.Default,
            "Where an API key may stand.",
            "{ header: X-Api-Key }",
            "the field `X-Api-Key`"
        );

    private static readonly ConfigurationKeyOf<CorsConfiguration> Cors = ConfigurationKeyOf<CorsConfiguration>.Optional(
        "cors",
        new CorsSection(),
        "Cross-origin rules.",
        "{ origins: [https://shop.example] }",
        "the upstream answers"
    );

    private static readonly ConfigurationKeyOf<LimitsConfiguration> Limits =
        ConfigurationKeyOf<LimitsConfiguration>.Optional(
            "limits",
            LimitsSection.OfRoute,
            "How much of the route one client may use.",
            "{ rate: 100/s, burst: 50, concurrent: 20 }"
        );

    private static readonly ConfigurationKeyOf<FilterConfiguration> Filter =
        ConfigurationKeyOf<FilterConfiguration>.Optional(
            "filter",
            new FilterSection(),
            "An address of yours that is asked last.",
            "{ url: http://127.0.0.1:9000/allow }"
        );

    private static readonly ConfigurationKeyOf<string> StripPrefix = ConfigurationKeyOf<string>.Optional(
        "strip-prefix",
        new PrefixKind(slashAtEnd: false),
        "What is cut off the path before it is forwarded.",
        "/api"
    );

    private static readonly ConfigurationKeyOf<string> MovedTo = ConfigurationKeyOf<string>.Optional(
        "moved-to",
        new LinkKind(),
        "Where the route has moved: 308.",
        "/new/"
    );

    private static readonly ConfigurationKeyOf<bool> Temporary = Flag(
        "temporary",
        "With `moved-to`: 307 in place of 308, so that browsers don't remember it."
    );

    private static readonly ConfigurationKeyOf<bool> Hidden = Flag(
        "hidden",
        "Callers without access get the answer of a path that is not there."
    );

    private static readonly ConfigurationKeyOf<ProfileRule> Profile = ConfigurationKeyOf<ProfileRule>.WithDefault(
        "profile",
        new ChoiceKind<ProfileRule>(("rfc", ProfileRule.Rfc), ("iis", ProfileRule.Iis)),
        ProfileRule.Rfc,
        "Whose status codes refusals use. `iis`: every cause that has an IIS number is a 401 that shows it (401.503).",
        "iis"
    );

    private static readonly ConfigurationKeyOf<bool> PassCredentials = Flag(
        "pass-credentials",
        "Whether `Authorization` is passed on to the upstream although the route has schemes."
    );

    private static readonly ConfigurationKeyOf<bool> Assertion = Flag(
        "assertion",
        "Whether a forward-auth answer carries `Gatehouse-Assertion`; forwarded requests always do."
    );

    public override string Title => "routes[]";

    public override string Doc =>
        "A rule that says which requests need what. The first route that fits a request decides; where none fits, it is 404.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [
        Path,
        Host,
        Methods,
        Upstream,
        Allow,
        Identify,
        Schemes,
        Providers,
        Resource,
        Require,
        PerMethod,
        Key,
        Cors,
        Limits,
        Filter,
        StripPrefix,
        MovedTo,
        Temporary,
        Hidden,
        Profile,
        PassCredentials,
        Assertion,
    ];

    protected override RouteConfiguration Bind(SectionReading reading)
    {
        CheckAccess(reading);
        CheckMoved(reading);
        CheckSchemes(reading);
        CheckResource(reading);
        CheckMethods(reading);
        CheckPrefix(reading);
        var path = reading.Get(Path);
        return new()
        {
            Path = path.Pattern.Text,
            AllowsPathParameters = path.Parameters,
            AllowsEncodedSlash = path.EncodedSlash,
            Host = reading.Find(Host),
            Methods = reading.Find(Methods),
            Allow = reading.Get(Allow),
            Identify = reading.Get(Identify),
            Upstream = reading.Find(Upstream),
            Schemes = reading.Get(Schemes),
            Providers = reading.Get(Providers),
            Resource = reading.Find(Resource),
            Require = reading.Find(Require) ?? RequirementConfiguration.None,
            PerMethod = reading.Find(PerMethod),
            Key = reading.Get(Key),
            Cors = reading.Find(Cors),
            Limits = reading.Find(Limits),
            Filter = reading.Find(Filter),
            StripPrefix = reading.Find(StripPrefix),
            MovedTo = reading.Find(MovedTo),
            Temporary = reading.Get(Temporary),
            Hidden = reading.Get(Hidden),
            Profile = reading.Get(Profile),
            PassCredentials = reading.Get(PassCredentials),
            Assertion = reading.Get(Assertion),
            Location = reading.LocationOf(Path),
        };
    }

    private static void CheckAccess(SectionReading reading)
    {
        if (reading.Get(Allow) != AllowRule.SignedIn)
        {
            foreach (var key in new ConfigurationKey[] { Require, PerMethod }.Where(reading.Has))
            {
                reading.Error(
                    key,
                    "allow-with-require",
                    $"`{reading.PathOf(key)}` asks something of callers, and `allow` says that nothing is asked.",
                    "Remove one of the two."
                );
            }
        }

        if (reading.Get(Identify) && reading.Get(Allow) != AllowRule.Everyone)
        {
            reading.Error(
                Identify,
                "identify-without-everyone",
                $"`{reading.PathOf(Identify)}` is for public routes: where people must sign in they are always told.",
                "Remove it, or add `allow: everyone`."
            );
        }

        if (reading.Get(Hidden) && (reading.Get(Allow) == AllowRule.Everyone || reading.Has(MovedTo)))
        {
            reading.Error(
                Hidden,
                "hidden-without-access",
                $"`{reading.PathOf(Hidden)}` hides a route from callers without access, and here everybody has it.",
                "Remove it."
            );
        }
    }

    private static void CheckResource(SectionReading reading)
    {
        if (!reading.Has(Resource))
        {
            return;
        }

        if (reading.Get(Hidden))
        {
            reading.Error(
                Resource,
                "resource-hidden",
                $"`{reading.PathOf(Resource)}` has the route told to everybody, and `hidden` to nobody.",
                "Remove one of the two."
            );
        }

        if (!reading.Get(Schemes).Any(name => name is BearerScheme.SchemeName or DpopScheme.SchemeName))
        {
            reading.Warn(
                Resource,
                "resource-without-effect",
                $"`{reading.PathOf(Resource)}` is for tokens, and the route takes none.",
                "Add `bearer` to `schemes`."
            );
        }
    }

    private static void CheckMoved(SectionReading reading)
    {
        if (!reading.Has(MovedTo))
        {
            if (reading.Get(Temporary))
            {
                reading.Error(
                    Temporary,
                    "temporary-without-moved",
                    $"`{reading.PathOf(Temporary)}` belongs to `moved-to`, and there is none.",
                    "Remove it."
                );
            }

            return;
        }

        ConfigurationKey[] pointless = [Upstream, Allow, Require, PerMethod, Schemes, Providers, StripPrefix, Filter];
        foreach (var key in pointless.Where(reading.Has))
        {
            reading.Error(
                key,
                "moved-with-more",
                $"`{reading.PathOf(key)}` has no meaning on a route that has moved: every caller is sent elsewhere.",
                "Remove it, or `moved-to`."
            );
        }
    }

    private static void CheckSchemes(SectionReading reading)
    {
        var schemes = reading.Get(Schemes);
        var asks = reading.Get(Allow) == AllowRule.SignedIn || reading.Get(Identify);
        if (!asks && reading.Has(Schemes))
        {
            reading.Warn(
                Schemes,
                "schemes-without-effect",
                $"`{reading.PathOf(Schemes)}` offers ways to sign in on a route where nobody is asked to.",
                "Remove it, or `allow`."
            );
        }

        if (
            reading.Get(Providers).Count > 0
            && !schemes.Contains("bearer", StringComparer.Ordinal)
            && !schemes.Contains(DpopScheme.SchemeName, StringComparer.Ordinal)
            && !schemes.Contains("session", StringComparer.Ordinal)
        )
        {
            reading.Warn(
                Providers,
                "providers-without-effect",
                $"`{reading.PathOf(Providers)}` names providers, and the route takes neither tokens nor sign-ins.",
                "Add `bearer` to `schemes`."
            );
        }

        if (reading.Has(Key) && asks && !schemes.Contains("key", StringComparer.Ordinal))
        {
            reading.Warn(
                Key,
                "key-without-effect",
                $"`{reading.PathOf(Key)}` says where a key may stand, and the route takes no keys.",
                "Add `key` to `schemes`."
            );
        }

        if (
            reading.Get(Key).Body is not null
            && reading.Find(Methods) is { } methods
            && methods.All(method => method is "GET" or "HEAD" or "OPTIONS" or "TRACE")
        )
        {
            reading.Error(
                Key,
                "key-body-without-body",
                $"`{reading.PathOf(Key)}.body` is on a route for {string.Join(", ", methods)} alone, whose requests have no body.",
                "Use header or query."
            );
        }
    }

    private static void CheckMethods(SectionReading reading)
    {
        if (reading.Find(Methods) is not { } methods || reading.Find(PerMethod) is not { } perMethod)
        {
            return;
        }

        foreach (var method in perMethod.Keys.Where(method => !methods.Contains(method, StringComparer.Ordinal)))
        {
            reading.Error(
                PerMethod,
                "per-method-excluded",
                $"`{reading.PathOf(PerMethod)}` names {method}, which `methods` leaves to other routes.",
                $"Add {method} to `methods`, or remove it here."
            );
        }
    }

    private static void CheckPrefix(SectionReading reading)
    {
        if (
            reading.Find(StripPrefix) is not { } prefix
            || !RoutePath.TryParse(prefix + "/**", out var under, out _, out _)
        )
        {
            return;
        }

        if (!reading.IsComplete || under!.Covers(reading.Get(Path).Pattern))
        {
            return;
        }

        reading.Error(
            StripPrefix,
            "strip-prefix-foreign",
            $"`{reading.PathOf(StripPrefix)}` is `{Excerpt.Of(prefix)}`, with which the paths of this route don't begin.",
            "Name the beginning of `path`."
        );
    }

    private static ConfigurationKeyOf<bool> Flag(string name, string doc) =>
        ConfigurationKeyOf<bool>.WithDefault(name, Kinds.Boolean, fallback: false, doc, "true");
}
