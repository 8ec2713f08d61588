using static Gatehouse.Gateway.Tests.ForwardAuth.AskedGateway;

namespace Gatehouse.Gateway.Tests.ForwardAuth;

public sealed class QuestionTests(AskedGateway gateway) : IClassFixture<AskedGateway>
{
    private const string Ask = "GET /_gatehouse/check HTTP/1.1\r\nHost: gatehouse";
    private const string Client = "X-Forwarded-For: 198.51.100.7";

    private static readonly string[] Dialects = ["nginx", "forwarded", "envoy"];

    public static TheoryData<string> AllDialects => [.. Dialects];

    /// <summary>A field that a client may add, and what it would like to be judged.</summary>
    public static TheoryData<string, string> Additions
    {
        get
        {
            string[] names =
            [
                "X-Forwarded-Uri",
                "X-Forwarded-Method",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Forwarded-Port",
                "X-Forwarded-Prefix",
                "X-Forwarded-Path",
                "X-Forwarded-Server",
                "X-Original-URL",
                "X-Original-Method",
                "X-Original-URI",
                "X-Original-Host",
                "X-Rewrite-URL",
                "Forwarded",
                "X-HTTP-Method-Override",
                "Gatehouse-Refusal",
                "Host",
            ];
            var data = new TheoryData<string, string>();
            foreach (var dialect in Dialects)
            {
                foreach (var name in names)
                {
                    data.Add(dialect, name);
                    data.Add(dialect, name.ToUpperInvariant());
                    data.Add(dialect, name.Replace('-', '_'));
                }
            }

            return data;
        }
    }

    /// <summary>Identity headers, each spelled in several ways.</summary>
    public static TheoryData<string> IdentitySpellings
    {
        get
        {
            string[] names =
            [
                "X-Forwarded-User",
                "X-Forwarded-Email",
                "X-Forwarded-Groups",
                "X-Forwarded-Scopes",
                "Gatehouse-Assertion",
                "Remote-User",
            ];
            string[] joints = ["-", "_", ".", "", "--", "-_", "~"];
            return
            [
                .. names.SelectMany(name =>
                    joints.SelectMany(joint =>
                        (string[])
                            [
                                name.Replace("-", joint, StringComparison.Ordinal),
                                name.Replace("-", joint, StringComparison.Ordinal).ToLowerInvariant(),
                            ]
                    )
                ),
            ];
        }
    }

    [Theory]
    [MemberData(nameof(AllDialects))]
    public async Task What_is_described_is_judged(string dialect)
    {
        Assert.Equal(200, (await AskAsync(dialect, "GET", "http", "www.example", "/public/x")).Status);
        Assert.Equal(401, (await AskAsync(dialect, "GET", "http", "www.example", "/orders/7")).Status);
        Assert.Equal(200, (await AskAsync(dialect, "GET", "http", "www.example", "/orders/7", Basic("alice"))).Status);

        // The host and the method pick the route as they do for a request of our own.
        Assert.Equal(200, (await AskAsync(dialect, "GET", "https", "STAFF.example.:8443", "/staff/x")).Status);
        Assert.Equal(401, (await AskAsync(dialect, "GET", "https", "www.example", "/staff/x")).Status);
        Assert.Equal(200, (await AskAsync(dialect, "GET", "https", "www.example", "/read/x")).Status);
        Assert.Equal(401, (await AskAsync(dialect, "POST", "https", "www.example", "/read/x")).Status);
    }

    [Theory]
    [InlineData("//orders/7")]
    [InlineData("/public/../orders/7")]
    [InlineData("/public/%2e%2e/orders/7")]
    [InlineData("/public/..;/orders/7")]
    [InlineData("/public/%2E%2E%2Forders/7")]
    [InlineData("/public/..%5corders/7")]
    [InlineData("/public/%252e%252e/orders/7")]
    [InlineData("/public/x%00")]
    [InlineData("/public/x#/orders/7")]
    [InlineData("/public/\\orders")]
    [InlineData("/public/%c0%ae")]
    [InlineData("/orders/7?x=/public/")]
    [InlineData("/%6Frders/7")]
    [InlineData("/orders/secret%23/bar")]
    public async Task No_spelling_of_a_path_passes_that_would_not_pass_here(string target)
    {
        foreach (var dialect in Dialects)
        {
            var answer = await AskAsync(dialect, "GET", "http", "www.example", target);
            Assert.InRange(answer.Status, 400, 404);
        }
    }

    [Theory]
    [MemberData(nameof(Additions))]
    public async Task A_field_of_the_client_opens_nothing(string dialect, string name)
    {
        foreach (
            var value in (string[])["/public/x", "http://www.example/public/x", "OPTIONS", "staff.example", "https"]
        )
        {
            var path = value == "staff.example" ? "/staff/x" : "/orders/7";
            var answer = await AskAsync(dialect, "POST", "http", "www.example", path, $"{name}: {value}");
            Assert.InRange(answer.Status, 400, 404);
            Assert.DoesNotContain("HTTP/1.1 2", answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(IdentitySpellings))]
    public async Task An_identity_header_of_the_client_is_refused_in_every_spelling(string name)
    {
        foreach (var dialect in Dialects)
        {
            var answer = await AskAsync(
                dialect,
                "GET",
                "http",
                "www.example",
                "/public/x",
                $"{name}: admin",
                "Connection: " + name
            );
            Assert.Equal(403, answer.Status);
        }
    }

    [Theory]
    [MemberData(nameof(AllDialects))]
    public async Task Each_part_of_the_description_must_be_there_once(string dialect)
    {
        var fields = Describe(dialect, "GET", "http", "www.example", "/public/x", out var request);
        Assert.Equal(200, (await AskedGateway.AskAsync(gateway.Trusting, request, fields)).Status);
        foreach (var field in fields)
        {
            var without = await AskedGateway.AskAsync(
                gateway.Trusting,
                request,
                [.. fields.Where(each => each != field)]
            );
            Assert.Equal(403, without.Status);
            Assert.Contains("forward.description-missing", without.Text, StringComparison.Ordinal);
            if (!field.StartsWith("X-Forwarded-For", StringComparison.Ordinal))
            {
                var twice = await AskedGateway.AskAsync(gateway.Trusting, request, [.. fields, field]);
                Assert.Equal(403, twice.Status);
                Assert.Contains("forward.description-conflicting", twice.Text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("X-Original-URL: /public/x")]
    [InlineData("X-Original-URL: //www.example/public/x")]
    [InlineData("X-Original-URL: http:///public/x")]
    [InlineData("X-Original-URL: http://www.example")]
    [InlineData("X-Original-URL: http://a@b@evil/public/x")]
    [InlineData("X-Original-URL: http://www.example?/public/x")]
    [InlineData("X-Original-URL: ftp://www.example/public/x")]
    [InlineData("X-Original-URL: javascript://www.example/public/x")]
    public async Task An_address_that_is_none_is_refused(string field)
    {
        var answer = await AskedGateway.AskAsync(gateway.Trusting, Ask, field, "X-Original-Method: GET", Client);
        Assert.Equal(403, answer.Status);
    }

    [Theory]
    [InlineData("X-Forwarded-Method: GET, POST")]
    [InlineData("X-Forwarded-Method: GET /public")]
    [InlineData("X-Forwarded-Proto: https, http")]
    [InlineData("X-Forwarded-Proto: gopher")]
    [InlineData("X-Forwarded-Host: www.example, staff.example")]
    [InlineData("X-Forwarded-Host: www.example/public")]
    [InlineData("X-Forwarded-Uri: public/x")]
    [InlineData("X-Forwarded-Uri: http://www.example/public/x")]
    [InlineData("X-Forwarded-Uri: *")]
    [InlineData("X-Forwarded-For: a")]
    [InlineData("X-Forwarded-For: 198.51.100.7, a")]
    [InlineData("X-Forwarded-For: unknown")]
    public async Task What_cannot_be_read_is_refused(string field)
    {
        var name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        var fields = Describe("forwarded", "GET", "http", "www.example", "/public/x", out var request)
            .Where(each => !each.StartsWith(name + ":", StringComparison.Ordinal));
        var answer = await AskedGateway.AskAsync(gateway.Trusting, request, [.. fields, field]);
        Assert.Equal(403, answer.Status);
    }

    [Fact]
    public async Task The_clients_address_is_judged_and_not_the_proxys()
    {
        var fields = Describe("forwarded", "GET", "http", "www.example", "/public/x", out var request)
            .Where(field => field != Client)
            .ToArray();
        var denied = await AskedGateway.AskAsync(
            gateway.Trusting,
            request,
            [.. fields, "X-Forwarded-For: 198.51.100.7, 203.0.113.9"]
        );
        Assert.Contains("client.address-denied", denied.Text, StringComparison.Ordinal);
        var claimed = await AskedGateway.AskAsync(
            gateway.Trusting,
            request,
            [.. fields, "X-Forwarded-For: 203.0.113.9, 198.51.100.7"]
        );
        Assert.Equal(200, claimed.Status);
    }

    [Fact]
    public async Task To_a_stranger_the_endpoint_is_an_unknown_path()
    {
        foreach (var dialect in Dialects)
        {
            foreach (
                var more in (string[][])
                    [
                        [],
                        [Basic("alice")],
                        ["Content-Type: application/grpc"],
                        ["Accept: text/html"],
                    ]
            )
            {
                var fields = Describe(dialect, "GET", "http", "www.example", "/public/x", out var request);
                var endpoint = await AskedGateway.AskAsync(gateway.Distrusting, request, [.. fields, .. more]);
                var unknown = await AskedGateway.AskAsync(
                    gateway.Distrusting,
                    request.Replace("/check", "/chess", StringComparison.Ordinal),
                    [.. fields, .. more]
                );
                Assert.Equal(404, endpoint.Status);
                Assert.Equal(unknown.Lasting(), endpoint.Lasting());
            }
        }
    }

    [Theory]
    [InlineData("/_gatehouse/check-in")]
    [InlineData("/_gatehouse/%63heck")]
    [InlineData("/_gatehouse/CHECK")]
    [InlineData("/_gatehouse//check")]
    [InlineData("/_gatehouse/./check")]
    [InlineData("/_gatehouse/check;x")]
    [InlineData("//_gatehouse/check")]
    [InlineData("/public/../_gatehouse/check")]
    public async Task The_endpoint_has_one_spelling(string target)
    {
        var fields = Describe("forwarded", "GET", "http", "www.example", "/public/x", out _);
        var answer = await AskedGateway.AskAsync(gateway.Trusting, $"GET {target} HTTP/1.1\r\nHost: gatehouse", fields);
        Assert.InRange(answer.Status, 400, 404);
    }

    [Theory]
    [InlineData("Traefik")]
    [InlineData("Envoy")]
    public async Task The_documented_question_is_answered(string proxy)
    {
        var page = await File.ReadAllTextAsync(Configuration.ReadConfiguration.Repository("docs", "front-proxies.md"));
        var section = page.Split("\n## ").Single(part => part.StartsWith(proxy + "\n", StringComparison.Ordinal));
        var start = section.IndexOf("```http\n", StringComparison.Ordinal) + "```http\n".Length;
        var question = section[start..section.IndexOf("\n```", start, StringComparison.Ordinal)].Split('\n');

        var stranger = await AskedGateway.AskAsync(gateway.Trusting, question[0], question[1..]);
        Assert.Equal(401, stranger.Status);
        Assert.Equal(
            ["Key realm=\"Example\"", "Basic realm=\"Example\", charset=\"UTF-8\""],
            stranger.Field("WWW-Authenticate")
        );
        var alice = await AskedGateway.AskAsync(gateway.Trusting, question[0], [.. question[1..], Basic("alice")]);
        Assert.Equal(200, alice.Status);
        Assert.Equal(["alice"], alice.Field("X-Forwarded-User"));
        Assert.Equal(["clerk"], alice.Field("X-Forwarded-Groups"));
    }

    private static string[] Describe(
        string dialect,
        string method,
        string scheme,
        string host,
        string target,
        out string request
    )
    {
        request = Ask;
        switch (dialect)
        {
            case "nginx":
                return [$"X-Original-Method: {method}", $"X-Original-URL: {scheme}://{host}{target}", Client];
            case "forwarded":
                return
                [
                    $"X-Forwarded-Method: {method}",
                    $"X-Forwarded-Proto: {scheme}",
                    $"X-Forwarded-Host: {host}",
                    $"X-Forwarded-Uri: {target}",
                    Client,
                ];
            default:
                request = $"{method} /_gatehouse/check{target} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0";
                return [$"X-Forwarded-Proto: {scheme}", Client];
        }
    }

    private Task<Answer> AskAsync(
        string dialect,
        string method,
        string scheme,
        string host,
        string target,
        params string[] more
    )
    {
        var fields = Describe(dialect, method, scheme, host, target, out var request);
        return AskedGateway.AskAsync(gateway.Trusting, request, [.. fields, .. more]);
    }
}
