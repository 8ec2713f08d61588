using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Routes;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class RouteSettingsTests
{
    public static TheoryData<string, string, string> Wrong { get; } =
        new()
        {
            { "A route has a path", "upstream: app", "key-missing" },
            { "A path begins with a slash", "path: api", "path-pattern-invalid" },
            { "A path has no query", "path: /a?b", "path-pattern-invalid" },
            { "A path has no fragment", "path: '/a#b'", "path-pattern-invalid" },
            { "A path has no dot segments", "path: /a/../b", "path-pattern-invalid" },
            { "A path has no encoded dot segments", "path: /a/%2e%2E/b", "path-pattern-invalid" },
            { "A path has no dot segments behind parameters", "path: '/a/..;x/b'", "path-pattern-invalid" },
            { "A path has no dot segments behind encoded slashes", "path: /a/x%2f../b", "path-pattern-invalid" },
            { "A path has no empty segments", "path: /a//b", "path-pattern-invalid" },
            { "A path has no empty segment before the stars", "path: //**", "path-pattern-invalid" },
            { "A path has no backslash", "path: '/a\\b'", "path-pattern-invalid" },
            { "A path has no encoded backslash", "path: /a%5Cb", "path-pattern-invalid" },
            { "A path has no encoded NUL", "path: /a%00b", "path-pattern-invalid" },
            { "A path is encoded once", "path: /a%252e", "path-pattern-invalid" },
            { "A percent sign is followed by digits", "path: /a%2", "path-pattern-invalid" },
            { "A path is UTF-8", "path: /a%ff", "path-pattern-invalid" },
            { "Two stars stand at the end", "path: /a/**/b", "path-pattern-invalid" },
            { "A star is a whole segment", "path: /a*", "path-pattern-invalid" },
            { "Three stars are none", "path: /***", "path-pattern-invalid" },
            { "An encoded star is none", "path: /%2A", "path-pattern-invalid" },
            { "Parameters are switched on", "path: '/a;b'", "path-parameters" },
            { "Encoded slashes are switched on", "path: /a%2fb", "path-encoded-slash" },
            { "A host has no port", "path: /, host: 'a.example:80'", "host-invalid" },
            { "A host has no scheme", "path: /, host: 'http://a.example'", "host-invalid" },
            { "A host is ASCII", "path: /, host: bücher.example", "host-invalid" },
            { "A star stands for whole labels", "path: /, host: 'a*.example'", "host-invalid" },
            { "A star alone is no host", "path: /, host: '*'", "host-invalid" },
            { "A method is upper case", "path: /, methods: [get]", "method-invalid" },
            { "A method is a token", "path: /, methods: ['G T']", "method-invalid" },
            { "Methods are at least one", "path: /, methods: []", "list-empty" },
            { "An upstream is there", "path: /, upstream: ap", "upstream-unknown" },
            { "A provider is there", "path: /, schemes: [bearer], providers: [corp]", "provider-unknown" },
            { "A scheme is known", "path: /, schemes: [basics]", "scheme-invalid" },
            {
                "Certificates need authorities",
                "path: /, schemes: [certificate]",
                "client-certificates-authorities-missing"
            },
            { "Negotiate is not in this version", "path: /, schemes: [negotiate]", "scheme-not-built" },
            { "Schemes are at least one", "path: /, schemes: []", "list-empty" },
            { "Access is one of two words", "path: /, allow: all", "choice-invalid" },
            {
                "Nothing is asked of everyone",
                "path: /, allow: everyone, require: { roles: [a] }",
                "allow-with-require"
            },
            {
                "Nothing is asked of everyone by method",
                "path: /, allow: everyone, per-method: { POST: {} }",
                "allow-with-require"
            },
            { "Who must sign in is told anyway", "path: /, identify: true", "identify-without-everyone" },
            { "A public route is not hidden", "path: /, allow: everyone, hidden: true", "hidden-without-access" },
            { "A moved route goes nowhere else", "path: /, moved-to: /x, upstream: app", "moved-with-more" },
            { "A moved route asks nothing", "path: /, moved-to: /x, require: { factor: 2 }", "moved-with-more" },
            { "A move goes to no other site in disguise", "path: /, moved-to: //evil.example", "link-invalid" },
            { "Only a move is temporary", "path: /, temporary: true", "temporary-without-moved" },
            {
                "A method asked about is the route's",
                "path: /, methods: [GET], per-method: { POST: {} }",
                "per-method-excluded"
            },
            { "A factor is one or two", "path: /, require: { factor: 3 }", "number-invalid" },
            { "Roles that are asked for are named", "path: /, require: { roles: [] }", "list-empty" },
            { "A key's field is not taken", "path: /, key: { header: Cookie }", "key-place-taken" },
            { "A key's field is no identity", "path: /, key: { header: x-forwarded-user }", "key-place-taken" },
            { "A key is no token in a query", "path: /, key: { query: access_token }", "key-place-taken" },
            { "A key in a body needs one", "path: /, methods: [GET], key: { body: k }", "key-body-without-body" },
            {
                "Origins are named where credentials are sent",
                "path: /, cors: { origins: ['*'], credentials: true }",
                "cors-any-with-credentials"
            },
            {
                "Every origin stands alone",
                "path: /, cors: { origins: ['*', 'https://a.example'] }",
                "cors-any-not-alone"
            },
            { "An origin has no path", "path: /, cors: { origins: ['https://a.example/'] }", "origin-invalid" },
            { "An origin is lower case", "path: /, cors: { origins: ['https://A.example'] }", "origin-invalid" },
            {
                "An origin has no usual port",
                "path: /, cors: { origins: ['https://a.example:443'] }",
                "origin-invalid"
            },
            { "An origin is ASCII", "path: /, cors: { origins: ['https://b\u00fccher.example'] }", "origin-invalid" },
            { "An origin is no pattern", "path: /, cors: { origins: ['https://*.example'] }", "origin-invalid" },
            { "The origin null is nobody's", "path: /, cors: { origins: ['null'] }", "origin-invalid" },
            {
                "A star is no header name here",
                "path: /, cors: { origins: ['*'], headers: ['*'] }",
                "header-name-invalid"
            },
            { "Cors names origins", "path: /, cors: { credentials: true }", "key-missing" },
            { "A rate has a time", "path: /, limits: { rate: 100 }", "rate-invalid" },
            { "A rate has a known time", "path: /, limits: { rate: 100/w }", "rate-invalid" },
            { "A rate is not zero", "path: /, limits: { rate: 0/s }", "rate-invalid" },
            { "A burst needs a rate", "path: /, limits: { burst: 5 }", "limits-burst-alone" },
            { "Limits limit something", "path: /, limits: {}", "limits-none" },
            { "What is cut off is there", "path: /web/**, strip-prefix: /api", "strip-prefix-foreign" },
            { "What is cut off is whole segments", "path: /apis/**, strip-prefix: /api", "strip-prefix-foreign" },
            { "What is cut off has no slash at its end", "path: /api/**, strip-prefix: /api/", "prefix-invalid" },
            { "A filter has an address", "path: /, filter: { timeout: 1s }", "key-missing" },
            { "A yes is true", "path: /, hidden: yes", "boolean-invalid" },
            { "A profile is known", "path: /, profile: apache", "choice-invalid" },
        };

    public static TheoryData<string, string, string> Doubtful { get; } =
        new()
        {
            { "A route without upstream forwards nothing", "path: /", "upstream-missing" },
            { "A role that is not listed", "path: /, upstream: app, require: { roles: [staff] }", "role-unknown" },
            {
                "Schemes where nobody signs in",
                "path: /, upstream: app, allow: everyone, schemes: [basic]",
                "schemes-without-effect"
            },
            {
                "Places for keys that are not taken",
                "path: /, upstream: app, schemes: [basic], key: { query: k }",
                "key-without-effect"
            },
            { "A path that is the gateway's", "path: /_gatehouse/x, upstream: app", "route-reserved" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_route_is_told_with_its_line(string sentence, string route, string id)
    {
        var result = ReadConfiguration.Route(route);

        var problem = result.Problems.FirstOrDefault(problem => problem.Severity == Severity.Error);
        Assert.True(problem is not null && problem.Id == id, $"{sentence}: {string.Join('\n', result.Problems)}");
        Assert.Equal(3, problem.Line);
        Assert.StartsWith("routes[0]", problem.KeyPath, StringComparison.Ordinal);
        Assert.Null(result.Configuration);
    }

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void A_doubtful_route_is_a_warning(string sentence, string route, string id)
    {
        var result = ReadConfiguration.Route(route);

        ReadConfiguration.Good(result);
        Assert.True(result.Problems.Any(problem => problem.Id == id && problem.Line == 3), sentence);
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/**", "/**")]
    [InlineData("/a/*/c/**", "/a/*/c/**")]
    [InlineData("/a/", "/a/")]
    [InlineData("/%61%2d%7E", "/a-~")]
    [InlineData("/caf\u00E9", "/caf%C3%A9")]
    [InlineData("/caf%c3%a9", "/caf%C3%A9")]
    [InlineData("/a|b", "/a%7Cb")]
    [InlineData("/...", "/...")]
    public void Paths_are_kept_in_the_form_that_decisions_compare(string written, string canonical)
    {
        var path = ReadConfiguration.Good(ReadConfiguration.Route($"path: '{written}', upstream: app")).Routes[0].Path;

        Assert.Equal(canonical, path);
        Assert.Equal(canonical, CanonicalPath.Read(path).Text);
        Assert.True(PathPattern.TryParse(path, out _, out var reason), reason);
    }

    [Fact]
    public void A_path_says_what_is_taken_in_it()
    {
        var route = ReadConfiguration
            .Good(
                ReadConfiguration.Route(
                    "path: { pattern: '/m;a=1/**', parameters: true, encoded-slash: true }, upstream: app"
                )
            )
            .Routes[0];

        Assert.Equal(("/m;a=1/**", true, true), (route.Path, route.AllowsPathParameters, route.AllowsEncodedSlash));
    }

    [Theory]
    [InlineData("API.Example.", "api.example")]
    [InlineData("*.Example", "*.example")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::1", "[::1]")]
    public void Hosts_are_folded(string written, string folded) =>
        Assert.Equal(
            folded,
            ReadConfiguration.Good(ReadConfiguration.Route($"path: /, host: '{written}', upstream: app")).Routes[0].Host
        );

    [Fact]
    public void A_misspelt_upstream_is_answered_with_the_nearest() =>
        Assert.Equal(
            "Did you mean `app`?",
            ReadConfiguration.OneError(ReadConfiguration.Route("path: /, upstream: apq")).Fix
        );

    [Fact]
    public void Keys_in_named_places_stand_nowhere_else()
    {
        var key = ReadConfiguration
            .Good(ReadConfiguration.Route("path: /, upstream: app, key: { query: k }"))
            .Routes[0]
            .Key;

        Assert.Equal((null, "k", null), (key.Header, key.Query, key.Body));
    }

    [Fact]
    public void Every_flag_arrives()
    {
        var route = ReadConfiguration
            .Good(
                ReadConfiguration.Route(
                    "path: /, upstream: app, pass-credentials: true, assertion: true, filter: { url: 'http://127.0.0.1:9/x' }, require: { fresh: 5m, factor: 2, permissions: [a] }"
                )
            )
            .Routes[0];

        Assert.True(route.PassCredentials);
        Assert.True(route.Assertion);
        Assert.Equal(new Uri("http://127.0.0.1:9/x"), route.Filter!.Url);
        Assert.Equal(TimeSpan.FromSeconds(2), route.Filter.Timeout);
        Assert.Equal(TimeSpan.FromMinutes(5), route.Require.Fresh);
        Assert.Equal(2, route.Require.Factor);
        Assert.False(route.Require.IsNone);
    }
}
