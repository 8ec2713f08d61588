using System.Net;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class SettingsTests
{
    public static TheoryData<string, string, string> Wrong { get; } =
        new()
        {
            { "A duration has a unit", "clock-skew: 30", "duration-invalid" },
            { "A duration has one of the units", "clock-skew: 30sec", "duration-invalid" },
            { "A duration is whole", "clock-skew: 1.5m", "duration-invalid" },
            { "A duration is not negative", "clock-skew: -1s", "duration-invalid" },
            { "A duration has its range", "clock-skew: 6m", "duration-invalid" },
            { "Nine digits of days do not overflow", "session: { idle: 999999999d }", "duration-invalid" },
            { "Ten digits are no number", "session: { idle: 9999999999s }", "duration-invalid" },
            { "Zero is out of a range that begins later", "session: { idle: 0 }", "duration-invalid" },
            { "A size has a unit", "journal: { size: 512 }", "size-invalid" },
            { "A size has binary units", "journal: { size: 512MB }", "size-invalid" },
            { "A size has its range", "journal: { size: 512KiB }", "size-invalid" },
            { "A size does not overflow", "journal: { size: 99999999999TiB }", "size-invalid" },
            { "A listen address has a scheme", "listen: [127.0.0.1:8080]", "listen-address-invalid" },
            { "A listen address has no path", "listen: [http://127.0.0.1/x]", "listen-address-invalid" },
            { "A listen address names an IP address", "listen: [http://api.example]", "listen-address-invalid" },
            { "A listen address has no star", "listen: ['http://*:80']", "listen-address-invalid" },
            { "A list is a list", "listen: http://127.0.0.1:80", "list-expected" },
            { "A site listens somewhere", "listen: []", "list-empty" },
            { "A public address has no path", "public-url: https://api.example/x", "address-invalid" },
            { "A public address has no query", "public-url: https://api.example/?x", "address-invalid" },
            { "A public address holds no password", "public-url: https://a:b@api.example", "address-invalid" },
            { "A public address is absolute", "public-url: api.example", "address-invalid" },
            { "A public address is no file", "public-url: file:///etc/passwd", "address-invalid" },
            { "The https rule is one of two words", "https: yes", "choice-invalid" },
            { "A realm is ASCII", "realm: Café", "text-invalid" },
            { "A realm is not empty", "realm: ''", "text-invalid" },
            { "A realm has no line end", "realm: \"a\\r\\nSet-Cookie: x\"", "text-invalid" },
            { "A realm is one value", "realm: [a]", "value-expected" },
            { "A key has a value", "realm:", "value-missing" },
            { "A contact is an address", "contact: nobody", "contact-invalid" },
            { "A reset page is no other site in disguise", "reset-url: //evil.example", "link-invalid" },
            { "A backslash is no slash", "reset-url: /\\evil.example", "link-invalid" },
            { "A network is one", "trusted-proxies: [loopback]", "network-invalid" },
            { "A network has no bits beyond its prefix", "trusted-proxies: [10.0.0.1/8]", "network-invalid" },
            { "A prefix is at most as long as an address", "trusted-proxies: [10.0.0.0/33]", "network-invalid" },
            { "An address has four parts", "trusted-proxies: ['10.1']", "network-invalid" },
            { "An address has no leading zeros", "trusted-proxies: [010.0.0.1]", "network-invalid" },
            { "A prefix has slashes", "prefix: gate", "endpoint-prefix-invalid" },
            { "A prefix is not the whole site", "prefix: /", "endpoint-prefix-invalid" },
            { "A role has no comma", "roles: { 'a,b': [] }", "role-invalid" },
            { "A role is ASCII", "roles: { rôle: [] }", "role-invalid" },
            { "A scope has no space", "roles: { a: ['b c'] }", "scope-invalid" },
            { "A scope has no quote", "roles: { a: ['b\"c'] }", "scope-invalid" },
            { "An identity field is a token", "identity-headers: { user: 'A B' }", "header-name-invalid" },
            { "An identity field is not taken", "identity-headers: { user: authorization }", "identity-header-taken" },
            {
                "Two identity fields are not one",
                "identity-headers: { user: X-User, email: x_user }",
                "identity-header-repeats"
            },
            { "A Digest algorithm is one of six", "digest: { algorithms: [sha-512] }", "choice-invalid" },
            { "Digest offers something", "digest: { algorithms: [] }", "list-empty" },
            { "A quality is one of two", "digest: { qop: [none] }", "choice-invalid" },
            { "A nonce lives a while", "digest: { nonce-lifetime: 9s }", "duration-invalid" },
            {
                "A proxy that rewrites is a trusted one",
                "digest: { rewriting-proxies: [10.0.0.0/8] }\ntrusted-proxies: [10.1.0.0/16]",
                "rewriting-proxy-untrusted"
            },
            { "A session is idle no longer than it lasts", "session: { idle: 13h }", "session-idle-longer" },
            { "A cookie domain is no top-level domain", "session: { cookie-domain: com }", "cookie-domain-invalid" },
            {
                "A cookie domain is the site's",
                "session: { cookie-domain: other.example }\npublic-url: https://api.example",
                "cookie-domain-foreign"
            },
            { "An https address needs a certificate", "listen: ['https://127.0.0.1:8443']", "certificate-missing" },
            {
                "Subjects need a table",
                "client-certificates: { authorities: a.pem, map-by: subject }",
                "client-certificates-users-missing"
            },
            {
                "Lists need authorities",
                "client-certificates: { revocation-lists: [a.crl], header: Client-Cert }",
                "client-certificates-authorities-missing"
            },
            { "A certificate has a key", "certificate: { file: a.pem }", "key-missing" },
            {
                "A site that others reach says under which address",
                "listen: ['http://0.0.0.0:80']\ntrusted-proxies: [10.0.0.1]",
                "public-url-missing"
            },
            {
                "No passwords in the clear",
                "listen: ['http://0.0.0.0:80']\npublic-url: http://a.example\nhttps: optional",
                "basic-over-http"
            },
            { "Countries need to be known", "admission: { deny-countries: [DE] }", "country-file-missing" },
            {
                "A country is upper case",
                "admission: { country-file: c.csv, deny-countries: [de] }",
                "country-invalid"
            },
            { "A denied host is a name", "admission: { deny-hosts: ['a b'] }", "host-invalid" },
            {
                "An application has its own id",
                Applications("{ id: a, redirect-uris: ['https://a'] }, { id: a, redirect-uris: ['https://b'] }"),
                "application-duplicate"
            },
            { "An application has somewhere to go", Applications("{ id: a }"), "application-useless" },
            {
                "Whoever acts as a user proves who it is",
                Applications("{ id: a, user: alice }"),
                "application-unproved"
            },
            {
                "An application is no key",
                Applications("{ id: k_1, redirect-uris: ['com.example.a:/cb'] }"),
                "application-id-reserved"
            },
            { "Refresh tokens end unused before they end", "tokens: { refresh: 2d, absolute: 1d }", "refresh-longer" },
            {
                "No provider takes the gateway's own name",
                "providers: { gatehouse: { type: jwt, issuer: 'https://a.example', audience: a, jwks-file: a.json } }",
                "provider-reserved"
            },
            {
                "A code is not shown in plain http",
                Applications("{ id: a, redirect-uris: ['http://a.example/cb'] }"),
                "redirect-uri-invalid"
            },
            {
                "A redirect URI has no fragment",
                Applications("{ id: a, redirect-uris: ['https://a.example/#x'] }"),
                "redirect-uri-invalid"
            },
            {
                "A redirect URI has no pattern",
                Applications("{ id: a, redirect-uris: ['https://*.example/'] }"),
                "redirect-uri-invalid"
            },
            {
                "A redirect URI runs no script",
                Applications("{ id: a, redirect-uris: ['javascript:alert(1)'] }"),
                "redirect-uri-invalid"
            },
            { "A database is one of two", "database: postgresql://u:hunter2@db/x", "database-invalid" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_told_once_with_its_line(string sentence, string settings, string id)
    {
        var result = ReadConfiguration.Settings(settings);

        var problem = result.Problems.FirstOrDefault(problem => problem.Severity == Severity.Error);
        Assert.True(problem is not null && problem.Id == id, $"{sentence}: {string.Join('\n', result.Problems)}");
        Assert.Null(result.Configuration);
        Assert.InRange(problem.Line, 1, settings.Count(c => c == '\n') + 3);
        Assert.DoesNotContain("hunter2", string.Join('\n', result.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("1s", 1000)]
    [InlineData("5m", 300_000)]
    [InlineData("0", 0)]
    public void Durations_are_read_in_their_units(string text, int milliseconds) =>
        Assert.Equal(
            TimeSpan.FromMilliseconds(milliseconds),
            ReadConfiguration.Good(ReadConfiguration.Settings($"clock-skew: {text}")).ClockSkew
        );

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3/32")]
    [InlineData("10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("'::1'", "::1/128")]
    [InlineData("'2001:db8::/32'", "2001:db8::/32")]
    [InlineData("'2001:DB8:0::/48'", "2001:db8::/48")]
    public void Networks_are_read(string text, string network) =>
        Assert.Equal(
            [IPNetwork.Parse(network)],
            ReadConfiguration.Good(ReadConfiguration.Settings($"trusted-proxies: [{text}]")).TrustedProxies
        );

    [Fact]
    public void Bits_beyond_the_prefix_are_answered_with_the_network()
    {
        var problem = ReadConfiguration.OneError(ReadConfiguration.Settings("trusted-proxies: [192.168.77.5/20]"));

        Assert.Equal("Write 192.168.64.0/20 for the network, or 192.168.77.5 for the one address.", problem.Fix);
        Assert.Equal(("trusted-proxies[0]", 1, 19), (problem.KeyPath, problem.Line, problem.Column));
        Assert.Contains("192.168.77.5/20", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("publicurl: https://a.example", "public-url")]
    [InlineData("public_url: https://a.example", "public-url")]
    [InlineData("relm: X", "realm")]
    [InlineData("raelm: X", "realm")]
    [InlineData("upstream: X", "upstreams")]
    [InlineData("trusted-proxy: []", "trusted-proxies")]
    public void An_unknown_key_is_answered_with_the_nearest(string settings, string nearest)
    {
        var problem = ReadConfiguration.OneError(ReadConfiguration.Settings(settings));

        Assert.Equal("key-unknown", problem.Id);
        Assert.Equal($"Did you mean `{nearest}`?", problem.Fix);
    }

    [Fact]
    public void An_unknown_key_that_is_near_to_nothing_is_answered_with_the_known_ones()
    {
        var problem = ReadConfiguration.OneError(ReadConfiguration.Settings("session: { frobnicate: 1 }"));

        Assert.Equal("Its keys are idle, absolute, cookie-domain, plain-http.", problem.Fix);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_file()
    {
        var result = ReadConfiguration.From(
            """
            realm: ''
            clock-skew: soon
            upstreams:
              app: ftp://x
            routes:
              - { path: api, upstream: ap }
              - { path: /x, upstream: nothing, schemes: [negotiate] }
            """
        );

        Assert.Equal(
            [
                (1, "text-invalid"),
                (2, "duration-invalid"),
                (4, "address-invalid"),
                (6, "path-pattern-invalid"),
                (6, "upstream-unknown"),
                (7, "upstream-unknown"),
                (7, "scheme-not-built"),
            ],
            result
                .Problems.Where(problem => problem.Severity == Severity.Error)
                .Select(problem => (problem.Line, problem.Id))
        );
        Assert.All(result.Problems, problem => Assert.Equal("gatehouse.yaml", problem.File));
    }

    [Fact]
    public void Null_is_the_default()
    {
        var configuration = ReadConfiguration.Good(ReadConfiguration.Settings("realm: null\nclock-skew: ~"));

        Assert.Equal("Gatehouse", configuration.Realm);
        Assert.Equal(TimeSpan.FromSeconds(30), configuration.ClockSkew);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var configuration = ReadConfiguration.Good(ReadConfiguration.Settings(""));

        Assert.Equal([new Uri("http://127.0.0.1:8080")], configuration.Listen);
        Assert.Equal(configuration.Listen[0], configuration.PublicUrl);
        Assert.Equal("/_gatehouse/", configuration.Prefix);
        Assert.Equal("X-Forwarded-User", configuration.IdentityHeaders.User);
        Assert.Equal(["session", "basic", "key"], configuration.Routes[0].Schemes);
        Assert.Equal("X-Api-Key", configuration.Routes[0].Key.Header);
        Assert.Equal(AllowRule.SignedIn, configuration.Routes[0].Allow);
        Assert.Empty(configuration.MissingSecrets);
    }

    [Theory]
    [InlineData("listen: ['http://0.0.0.0:80']\npublic-url: https://a.example", "https-nowhere")]
    [InlineData("session: { plain-http: true }\nhttps: optional", "session-over-http")]
    [InlineData("session: { plain-http: true }", "session-plain-http-unused")]
    [InlineData("trusted-proxies: [0.0.0.0/0]", "trusted-proxies-everybody")]
    [InlineData("trusted-proxies: ['::/0']", "trusted-proxies-everybody")]
    [InlineData("certificate: { file: a.pem, key: b.pem }", "certificate-without-effect")]
    [InlineData("client-certificates: { authorities: a.pem }", "client-certificates-nowhere")]
    [InlineData("client-certificates: { header: Client-Cert }", "client-certificates-header-unused")]
    [InlineData("trusted-proxies: [10.0.0.1, 10.0.0.1]", "list-repeats")]
    [InlineData("listen: ['http://127.0.0.1:3000']", "upstream-loop")]
    public void What_works_but_is_hardly_meant_is_a_warning(string settings, string id)
    {
        var result = ReadConfiguration.Settings(settings);

        ReadConfiguration.Good(result);
        Assert.Contains(result.Problems, problem => problem.Id == id);
    }

    [Fact]
    public void Behind_a_proxy_that_speaks_https_plain_http_is_as_meant()
    {
        var result = ReadConfiguration.Settings(
            "listen: ['http://0.0.0.0:80']\npublic-url: https://a.example\ntrusted-proxies: [10.0.0.1]"
        );

        ReadConfiguration.Good(result);
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void Without_routes_the_reader_says_what_becomes_of_requests() =>
        Assert.Equal("routes-none", Assert.Single(ReadConfiguration.From("realm: A\n").Problems).Id);

    private static string Applications(string items) => $"applications: [{items}]";
}
