using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Configuration.Linting;

namespace Gatehouse.Gateway.Tests.Configuration;

/// <summary>Each rule finds what it is about, at its line, and nothing in what it advises instead.</summary>
public sealed class SecurityLintTests
{
    private const string Public = "public-url: https://api.example\ncontact: a@api.example\n";
    private const string Routes = "upstreams: { app: http://10.0.0.1:3000 }\nroutes: [{ path: /**, upstream: app }]\n";

    /// <summary>A rule, what it finds, the line of that, and what it does not find.</summary>
    public static TheoryData<string, string, int, string> Cases { get; } =
        new()
        {
            {
                "trusted-proxies-wide",
                Server("trusted-proxies: [10.0.0.0/8]"),
                1,
                Server("trusted-proxies: [10.1.0.0/16]")
            },
            {
                "trusted-proxies-wide",
                Server("trusted-proxies: [198.51.0.0/16]"),
                1,
                Server("trusted-proxies: [198.51.100.7/32]")
            },
            {
                "trusted-proxies-wide",
                Server("trusted-proxies: ['2001:db8::/32']"),
                1,
                Server("trusted-proxies: ['2001:db8::/64']")
            },
            {
                "proxy-bypassed",
                Server("listen: ['http://0.0.0.0:80']\ntrusted-proxies: [10.0.0.1/32]\n" + Public),
                1,
                Server("listen: [http://127.0.0.1:8080]\ntrusted-proxies: [10.0.0.1/32]\n" + Public)
            },
            {
                "public-url-plain",
                Server("public-url: http://api.example"),
                1,
                Server("public-url: http://127.0.0.1:8080")
            },
            {
                "admission-everybody",
                Server("admission: { allow: [0.0.0.0/0] }"),
                1,
                Server("admission: { allow: [10.0.0.0/8] }")
            },
            { "session-long", Server("session: { absolute: 25h }"), 1, Server("session: { absolute: 24h }") },
            { "session-idle-long", Server("session: { idle: 5h }"), 1, Server("session: { idle: 4h }") },
            {
                "cookie-domain-shared",
                Server(Public + "session: { cookie-domain: api.example }"),
                3,
                Server(Public + "session: { idle: 1h }")
            },
            { "tokens-long", Server("tokens: { access: 31m }"), 1, Server("tokens: { access: 30m }") },
            { "refresh-long", Server("tokens: { absolute: 366d }"), 1, Server("tokens: { absolute: 365d }") },
            { "clock-skew-wide", Server("clock-skew: 3m"), 1, Server("clock-skew: 2m") },
            {
                "digest-md5",
                Server("digest: { algorithms: [sha-256, md5] }"),
                1,
                Server("digest: { algorithms: [sha-256] }")
            },
            {
                "digest-nonce-long",
                Server("digest: { nonce-lifetime: 61m }"),
                1,
                Server("digest: { nonce-lifetime: 1h }")
            },
            {
                "client-certificates-unrevoked",
                Server("client-certificates: { authorities: ca.pem }"),
                1,
                Server("client-certificates: { authorities: ca.pem, revocation-lists: [ca.crl] }")
            },
            { "journal-short", Server("journal: { keep: 6d }"), 1, Server("journal: { keep: 7d }") },
            { "contact-missing", Server("public-url: https://api.example"), 1, Server(Public) },
            {
                "upstream-plain",
                "upstreams: { app: http://app.example }\nroutes: [{ path: /**, upstream: app }]",
                1,
                "upstreams: { app: https://app.example }\nroutes: [{ path: /**, upstream: app }]"
            },
            {
                "upstream-plain",
                "upstreams: { app: http://198.51.100.7 }\nroutes: [{ path: /**, upstream: app }]",
                1,
                "upstreams: { app: http://app }\nroutes: [{ path: /**, upstream: app }]"
            },
            {
                "upstream-unused",
                "upstreams: { app: http://10.0.0.1, old: http://10.0.0.2 }\nroutes: [{ path: /**, upstream: app }]",
                1,
                Routes
            },
            {
                "provider-unused",
                Provider("audience: orders", "[basic]"),
                2,
                Provider("audience: orders", "[bearer]", "[corp]")
            },
            {
                "provider-unused",
                Provider("audience: orders, client-id: gatehouse, client-secret: { env: S }", "[basic]"),
                2,
                Provider("audience: orders, client-id: gatehouse, client-secret: { env: S }", "[session]")
            },
            {
                "provider-symmetric",
                "providers:\n  corp: { type: jwt, issuer: https://i.example, audience: a, secret: { env: S } }\n"
                    + Trusting("[corp]"),
                2,
                "providers:\n  corp: { type: jwt, issuer: https://i.example, audience: a, jwks-url: https://i.example/k }\n"
                    + Trusting("[corp]")
            },
            {
                "provider-takes-id-tokens",
                Provider("audience: gatehouse, client-id: gatehouse, client-secret: { env: S }", "[session]"),
                2,
                Provider(
                    "audience: gatehouse, client-id: gatehouse, client-secret: { env: S }, strict: true",
                    "[session]"
                )
            },
            {
                "provider-open-to-all",
                "providers:\n  corp: { type: oidc, issuer: https://accounts.google.com, client-id: g, client-secret: { env: S }, audience: a }\n"
                    + Trusting("[corp]", "[session]"),
                2,
                "providers:\n  corp: { type: oidc, issuer: https://accounts.google.com, client-id: g, client-secret: { env: S }, audience: a, accounts: linked }\n"
                    + Trusting("[corp]", "[session]")
            },
            {
                "introspection-last-good",
                "providers:\n  corp: { type: introspection, endpoint: https://i.example/in, client-id: g, client-secret: { env: S }, audience: a, last-good: 5m }\n"
                    + Trusting("[corp]"),
                2,
                "providers:\n  corp: { type: introspection, endpoint: https://i.example/in, client-id: g, client-secret: { env: S }, audience: a }\n"
                    + Trusting("[corp]")
            },
            {
                "application-unscoped",
                "applications:\n  - { id: a, redirect-uris: [com.example.a:/cb] }\n" + Trusting(schemes: "[session]"),
                2,
                "applications:\n  - { id: a, redirect-uris: [com.example.a:/cb], scopes: [x] }\n"
                    + Trusting(schemes: "[session]")
            },
            { "public-catch-all", Route("path: /**, allow: everyone"), 3, Route("path: /pub/**, allow: everyone") },
            {
                "route-partly-shadowed",
                Route("path: /a/**, allow: everyone, methods: [GET]", "path: /a/b"),
                4,
                Route("path: /a/b", "path: /a/**, allow: everyone, methods: [GET]")
            },
            {
                "hidden-revealed",
                Route("path: /secret/**, hidden: true", "path: /old/**, moved-to: /secret/"),
                4,
                Route("path: /secret/**, hidden: true", "path: /old/**, moved-to: /new/")
            },
            { "cors-plain-origin", Cors("http://shop.example"), 3, Cors("https://shop.example") },
            { "cors-loopback-origin", Public + Cors("http://localhost:3000"), 5, Cors("http://localhost:3000") },
            {
                "key-in-query",
                Route("path: /a, schemes: [key], key: { query: k }"),
                3,
                Route("path: /a, schemes: [key], key: { header: X-Key }")
            },
            { "credentials-passed", Route("path: /a, pass-credentials: true"), 3, Route("path: /a") },
            {
                "path-loose",
                Route("path: '/a/**'")
                    .Replace("/a/**'", "{ pattern: /a/**, encoded-slash: true }", StringComparison.Ordinal)
                    .Replace("'{", "{", StringComparison.Ordinal),
                3,
                Route("path: /a")
            },
            {
                "filter-plain",
                Route("path: /a, filter: { url: 'http://filter.example/x' }"),
                3,
                Route("path: /a, filter: { url: 'http://10.0.0.1/x' }")
            },
            { "moved-to-plain", Moved("http://new.example/"), 3, Moved("https://new.example/") },
            {
                "scope-nobody-has",
                "roles: { clerk: [orders:read] }\n"
                    + Route("path: /a, schemes: [basic], require: { scopes: [orders:write] }"),
                4,
                "roles: { clerk: [orders:read] }\n"
                    + Route("path: /a, schemes: [basic], require: { scopes: [orders:read] }")
            },
            {
                "token-unscoped",
                Provider("audience: orders", "[bearer]", "[corp]"),
                4,
                Provider("audience: orders", "[bearer]", "[corp], require: { scopes: [orders:read] }")
            },
            {
                "admin-one-factor",
                Route("path: /a, schemes: [basic], require: { roles: [admin] }"),
                3,
                Route("path: /a, schemes: [session], require: { roles: [admin], factor: 2 }")
            },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rule_finds_what_it_is_about_and_not_what_it_advises(string id, string bad, int line, string good)
    {
        var found = Lint(bad).Where(problem => problem.Id == id).ToList();
        Assert.Single(found);
        Assert.Equal((line, Severity.Warning), (found[0].Line, found[0].Severity));
        Assert.NotNull(found[0].Fix);
        Assert.DoesNotContain(Lint(good), problem => problem.Id == id);
    }

    [Fact]
    public void Every_rule_has_its_case_and_its_own_id()
    {
        Assert.Equal(
            SecurityLint.Rules.Select(rule => rule.Id).Order(StringComparer.Ordinal),
            Cases.Select(each => each.Data.Item1).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
        Assert.InRange(SecurityLint.Rules.Count, 25, int.MaxValue);
    }

    [Fact]
    public void Plain_site_of_ones_own_has_nothing_unwise() =>
        Assert.Empty(Lint("upstreams: { app: http://127.0.0.1:3000 }\nroutes: [{ path: /**, upstream: app }]\n"));

    private static IReadOnlyList<ConfigurationProblem> Lint(string yaml) =>
        SecurityLint.Run(
            ReadConfiguration.Good(
                ReadConfiguration.From(
                    yaml,
                    ("S", "a secret of more than 64 characters, which is long enough for all of them")
                )
            ),
            "gatehouse.yaml"
        );

    private static string Server(string settings) => settings.TrimEnd('\n') + "\n" + Routes;

    private static string Route(params string[] routes) =>
        "upstreams: { app: http://127.0.0.1:3000 }\nroutes:\n"
        + string.Concat(
            routes.Select(route =>
                route.Contains("moved-to", StringComparison.Ordinal)
                    ? $"  - {{ {route} }}\n"
                    : $"  - {{ {route}, upstream: app }}\n"
            )
        );

    private static string Moved(string target) => Route($"path: /a, moved-to: '{target}'");

    private static string Cors(string origin) =>
        Route($"path: /a, cors: {{ origins: ['{origin}'], credentials: true }}");

    private static string Provider(string keys, string schemes, string? providers = null) =>
        $"providers:\n  corp: {{ type: oidc, issuer: https://i.example, {keys} }}\n" + Trusting(providers, schemes);

    private static string Trusting(string? providers = null, string schemes = "[bearer]") =>
        "upstreams: { app: http://127.0.0.1:3000 }\nroutes: [{ path: /a, upstream: app, schemes: "
        + schemes
        + (providers is null ? "" : ", providers: " + providers)
        + " }]\n";
}
