using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Protocol.Causes;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd;

public sealed class RefusalTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    private const string Key = "Key realm=\"Example\"";
    private const string BasicChallenge = "Basic realm=\"Example\", charset=\"UTF-8\"";
    private const string BearerMissing = "Bearer realm=\"Example\", scope=\"orders:read\"";

    private static readonly string[] OfApi = [BearerMissing, Key, BasicChallenge];

    private static readonly Dictionary<string, RefusalCase> Cases = All()
        .ToDictionary(each => each.Cause, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Refusal_has_the_catalogues_status_challenge_and_cause_and_explain_tells_why(string cause)
    {
        var each = Cases[cause];
        var entry = Causes.Find(cause)!;
        using var response = await each.Send(site);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal(each.Status, (int)response.StatusCode);
        var challenges = response.Headers.TryGetValues("WWW-Authenticate", out var lines) ? lines.ToArray() : [];
        var metadata =
            $", resource_metadata=\"{site.Gateway.Address.GetLeftPart(UriPartial.Authority)}/.well-known/oauth-protected-resource\"";
        Assert.All(
            challenges.Where(challenge => challenge.StartsWith("Bearer ", StringComparison.Ordinal)),
            challenge => Assert.EndsWith(metadata, challenge, StringComparison.Ordinal)
        );
        challenges = [.. challenges.Select(challenge => challenge.Replace(metadata, "", StringComparison.Ordinal))];
        Assert.Equal(each.Challenges ?? (each.Status == 401 ? OfApi : []), challenges);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(each.Told ?? entry.Public.Id, problem.RootElement.GetProperty("cause").GetString());
        Assert.Equal(each.Status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(
            "/_gatehouse/causes/" + (each.Told ?? entry.Public.Id),
            problem.RootElement.GetProperty("type").GetString()
        );
        var reference = Assert.Single(response.Headers.GetValues("Gatehouse-Reference"));
        Assert.Matches("^GH-([0-9A-Z]{5}-){5}[0-9A-Z]$", reference);
        Assert.Equal(reference, problem.RootElement.GetProperty("reference").GetString());

        using var explained = JsonDocument.Parse(
            (await site.Gateway.CommandAsync("explain", reference, "--json")).Good()
        );
        Assert.Equal(cause, explained.RootElement.GetProperty("cause").GetString());
        Assert.Equal(each.Check, explained.RootElement.GetProperty("check").GetString());
        foreach (var (name, value) in each.Evidence)
        {
            var found = explained.RootElement.GetProperty("evidence").GetProperty(name).GetString()!;
            Assert.True(value is null || value == found, $"{name} is {found}");
        }
    }

    [Fact]
    public void At_least_thirty_five_causes_come_from_a_real_request() => Assert.InRange(Cases.Count, 35, int.MaxValue);

    private static IEnumerable<RefusalCase> All() =>
        [.. OfCredentials(), .. OfKeysAndUsers(), .. OfTokens(), .. OfAccess(), .. OfClientsAndPaths(), .. OfServers()];

    private static IEnumerable<RefusalCase> OfCredentials() =>
        [
            new("credentials.missing", 401, "credentials") { Send = site => site.GetAsync("/api/x") },
            new("credentials.malformed", 400, "credentials")
            {
                Send = site => site.GetAsync("/api/x", Field("Authorization", "Digest a=\"b")),
                Challenges =
                [
                    "Bearer realm=\"Example\", error=\"invalid_request\", error_description=\"The credentials field is malformed\"",
                ],
                Evidence = [("position", null), ("expected", null)],
            },
            new("credentials.ambiguous", 400, "credentials")
            {
                Send = site =>
                    site.GetAsync(
                        "/api/x",
                        request =>
                        {
                            Bearer("a.b.c")(request);
                            Field("X-Api-Key", site.Key)(request);
                        }
                    ),
                Challenges =
                [
                    "Bearer realm=\"Example\", error=\"invalid_request\", error_description=\"Two credentials in one request\"",
                ],
                Evidence = [("what", "an Authorization field and another credential")],
            },
            new("credentials.unreadable", 401, "authentication")
            {
                Send = site => site.GetAsync("/api/x", Field("Authorization", "Basic YWJj")),
                Evidence = [("problem", "no colon between name and password")],
            },
            new("credentials.scheme-unsupported", 401, "credentials")
            {
                Send = site => site.GetAsync("/api/x", Field("Authorization", "Negotiate YII=")),
                Evidence = [("scheme", "Negotiate"), ("offered", "Bearer, Key, Basic")],
            },
            new("credentials.in-query", 401, "credentials")
            {
                Send = site => site.GetAsync("/api/x?access_token=abc.def.ghi"),
                Evidence = [("parameter", "access_token")],
            },
            new("credentials.insecure-transport", 403, "transport")
            {
                Send = site =>
                    site.GetAsync(
                        "/api/x",
                        request =>
                        {
                            Basic("alice", Password)(request);
                            Field("X-Forwarded-For", "198.51.100.7")(request);
                            Field("X-Forwarded-Proto", "http")(request);
                        }
                    ),
            },
            new("header.prefix-missing", 401, "credentials")
            {
                Send = site => site.GetAsync("/api/x", Field("Authorization", site.Issuer.Token())),
                Evidence = [("length", null)],
            },
        ];

    private static IEnumerable<RefusalCase> OfKeysAndUsers() =>
        [
            new("user.unknown", 401, "authentication")
            {
                Send = site => site.GetAsync("/api/x", Basic("nobody-here", "whatever")),
                Evidence = [("name-tag", null)],
            },
            new("password.wrong", 401, "authentication")
            {
                Send = site => site.GetAsync("/api/x", Basic("alice", "wrong")),
                Evidence = [("user", "alice"), ("account", "in order")],
            },
            new("user.disabled", 401, "authentication")
            {
                Told = "user.disabled",
                Send = async site =>
                {
                    await site.AddUserAsync("dora", Password, "clerk");
                    (await site.Gateway.CommandAsync("user", "disable", "dora")).Good();
                    return await site.GetAsync("/api/x", Basic("dora", Password));
                },
                Evidence = [("user", "dora")],
            },
            new("user.locked", 401, "authentication")
            {
                Told = "user.locked",
                Send = async site =>
                {
                    await site.AddUserAsync("lena", Password, "clerk");
                    (await site.Gateway.CommandAsync("user", "lock", "lena")).Good();
                    return await site.GetAsync("/api/x", Basic("lena", Password));
                },
                Evidence = [("user", "lena")],
            },
            new("password.expired", 401, "authentication")
            {
                Send = async site =>
                {
                    await site.AddUserAsync("emil", Password, "clerk", "--must-change");
                    return await site.GetAsync("/api/x", Basic("emil", Password));
                },
                Evidence = [("user", "emil")],
            },
            new("key.unknown", 401, "authentication")
            {
                Send = site => site.GetAsync("/api/x", Field("X-Api-Key", "gth_nonsense")),
                Evidence = [("problem", null), ("key-tag", null)],
            },
            new("key.revoked", 401, "authentication")
            {
                Send = async site =>
                {
                    var (id, key) = await site.CreateKeyAsync("alice");
                    (await site.GetAsync("/api/x", Field("X-Api-Key", key))).EnsureSuccessStatusCode();
                    (await site.Gateway.CommandAsync("key", "revoke", id)).Good();
                    return await site.GetAsync("/api/x", Field("X-Api-Key", key));
                },
                Evidence = [("key", null), ("revoked", null)],
            },
            new("key.expired", 401, "authentication")
            {
                Send = async site =>
                {
                    var (_, key) = await site.CreateKeyAsync("alice", "--expires", "0");
                    return await site.GetAsync("/api/x", Field("X-Api-Key", key));
                },
                Evidence = [("ended", null), ("ago", null)],
            },
            new("key.misplaced", 401, "authentication")
            {
                Send = site => site.GetAsync("/api/x", Bearer(site.Key)),
                Evidence = [("place", "Authorization: Bearer")],
            },
            new("key.address-denied", 401, "authentication")
            {
                Send = async site =>
                {
                    var (_, key) = await site.CreateKeyAsync("alice", "--from", "192.0.2.0/24");
                    return await site.GetAsync("/api/x", Field("X-Api-Key", key));
                },
                Evidence = [("address", "127.0.0.1"), ("networks", "192.0.2.0/24")],
            },
        ];

    private static IEnumerable<RefusalCase> OfTokens() =>
        [
            Token("token.malformed", _ => "not-a-jwt", ("problem", "it does not have three parts between dots")),
            Token("token.signature-invalid", site => site.Issuer.Token()[..^8] + "AAAAAAAA", ("provider", "machine")),
            Token(
                "token.algorithm-refused",
                _ => "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIn0.",
                ("problem", null)
            ),
            Token("token.key-unknown", site => site.Forger.Token(), ("provider", "machine"), ("kid", null)),
            new("token.expired", 401, "authentication")
            {
                Send = async site =>
                {
                    var response = await site.GetAsync(
                        "/api/x",
                        Bearer(site.Issuer.Token(claims => claims["exp"] = Now - 94))
                    );
                    var first = response.Headers.GetValues("WWW-Authenticate").First();
                    Assert.Matches(
                        "^Bearer realm=\"Example\", error=\"invalid_token\", error_description=\"The access token expired 9[4-9] seconds ago\", resource_metadata=",
                        first
                    );
                    response.Headers.Remove("WWW-Authenticate");
                    return response;
                },
                Challenges = [],
                Evidence = [("ended", null), ("ago", null), ("provider", "machine")],
            },
            new("token.not-yet-valid", 401, "authentication")
            {
                Send = async site =>
                {
                    var response = await site.GetAsync(
                        "/api/x",
                        Bearer(site.Issuer.Token(claims => claims["iat"] = Now + 120))
                    );
                    response.Headers.Remove("WWW-Authenticate");
                    return response;
                },
                Challenges = [],
                Evidence = [("begins", null), ("wait", null), ("clock", null)],
            },
            Token(
                "token.issuer-untrusted",
                site => site.Issuer.Token(claims => claims["iss"] = "https://evil.example"),
                ("issuer", "https://evil.example"),
                ("trusted", null)
            ),
            Token(
                "token.audience-mismatch",
                site => site.Issuer.Token(claims => claims["aud"] = "invoices"),
                ("expected", "orders"),
                ("audience", "invoices")
            ),
            Token("token.type-wrong", site => site.Issuer.Token(type: "logout+jwt"), ("type", "logout+jwt")),
            Token(
                "token.binding-mismatch",
                site =>
                    site.Issuer.Token(claims =>
                        claims["cnf"] = new JsonObject { ["jkt"] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }
                    ),
                ("binding", "cnf.jkt (RFC 9449)")
            ),
            new("token.scope-insufficient", 403, "authorization")
            {
                Send = site =>
                    site.GetAsync("/api/x", Bearer(site.Issuer.Token(claims => claims["scope"] = "profile"))),
                Challenges =
                [
                    "Bearer realm=\"Example\", error=\"insufficient_scope\", error_description=\"The request needs the scope orders:read\", scope=\"orders:read\"",
                ],
                Evidence = [("scope", "orders:read"), ("held", "profile")],
            },
            new("provider.unreachable", 503, "authentication")
            {
                Send = async site =>
                {
                    var response = await site.GetAsync(
                        "/api/x",
                        Bearer(site.Issuer.Token(claims => claims["iss"] = "https://127.0.0.1:1"))
                    );
                    Assert.NotNull(response.Headers.RetryAfter);
                    return response;
                },
                Evidence = [("provider", "away"), ("problem", null)],
            },
        ];

    private static IEnumerable<RefusalCase> OfAccess() =>
        [
            new("access.role-missing", 403, "authorization")
            {
                Send = site => site.SendAsync(HttpMethod.Delete, "/api/x", Field("X-Api-Key", site.Key)),
                Evidence = [("roles", "admin"), ("held", "clerk")],
            },
            new("access.permission-denied", 403, "authorization")
            {
                Send = site => site.SendAsync(HttpMethod.Post, "/api/x", Field("X-Api-Key", site.Key)),
                Evidence = [("permission", "orders:write")],
            },
            new("access.nobody", 403, "route") { Send = site => site.GetAsync("/nobody/x") },
            new("access.hidden", 404, "authorization")
            {
                Send = site => site.GetAsync("/internal/x", Field("X-Api-Key", site.Key)),
                Evidence = [],
                Check = "route",
            },
            new("access.application-refused", 403, "forward")
            {
                Send = site => site.GetAsync("/any/refuse", Field("X-Api-Key", site.Key)),
                Evidence = [("reason", "the order is closed")],
            },
            new("csrf.cross-site", 403, "cross-site")
            {
                Send = site =>
                    site.SendAsync(
                        HttpMethod.Post,
                        "/any/x",
                        request =>
                        {
                            Basic("alice", Password)(request);
                            Field("Sec-Fetch-Site", "cross-site")(request);
                        }
                    ),
                Evidence = [("field", "Sec-Fetch-Site"), ("value", "cross-site")],
            },
            Preflight(
                "cors.origin-denied",
                "https://evil.example",
                "POST",
                "authorization",
                ("origin", "https://evil.example")
            ),
            Preflight("cors.method-denied", "https://shop.example", "DELETE", "authorization", ("method", "DELETE")),
            Preflight("cors.header-denied", "https://shop.example", "POST", "x-secret", ("header", "x-secret")),
            new("route.method-not-allowed", 405, "authorization")
            {
                Send = async site =>
                {
                    var response = await site.SendAsync(HttpMethod.Put, "/api/x", Field("X-Api-Key", site.Key));
                    Assert.Equal(["DELETE", "GET", "HEAD", "OPTIONS", "POST"], response.Content.Headers.Allow);
                    return response;
                },
            },
            new("route.unknown", 404, "route") { Send = site => site.GetAsync("/nothing") },
            new("route.moved", 308, "route")
            {
                Send = async site =>
                {
                    var response = await site.GetAsync("/old/a/b?c=d");
                    Assert.Equal("/new/a/b?c=d", response.Headers.Location?.OriginalString);
                    return response;
                },
                Evidence = [("location", "/new/a/b?c=d")],
            },
        ];

    private static IEnumerable<RefusalCase> OfClientsAndPaths() =>
        [
            new("client.address-denied", 403, "admission")
            {
                Send = site => site.GetAsync("/api/x", Field("X-Forwarded-For", "203.0.113.9")),
                Evidence = [("address", "203.0.113.9"), ("rule", "deny 203.0.113.0/24")],
            },
            new("client.rate-exceeded", 429, "admission")
            {
                Send = async site =>
                {
                    (await site.GetAsync("/rare/x")).EnsureSuccessStatusCode();
                    var response = await site.GetAsync("/rare/x");
                    Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 3000, 3600);
                    return response;
                },
                Evidence = [("retry-after", null)],
            },
            new("client.concurrency-exceeded", 429, "admission")
            {
                Send = async site =>
                {
                    using var client = new HttpClient();
                    using var first = await client.GetAsync(
                        new Uri(site.Gateway.Address, "/narrow/events"),
                        HttpCompletionOption.ResponseHeadersRead
                    );
                    var response = await site.GetAsync("/narrow/x");
                    site.Upstream.NextEvent.Release(3);
                    await first.Content.ReadAsStringAsync();
                    return response;
                },
                Evidence = [("limit", "1")],
            },
            new("request.path-ambiguous", 400, "path")
            {
                Send = site => site.GetAsync("/api/..%2fadmin"),
                Evidence = [("part", "a dot segment (. or ..)")],
            },
        ];

    private static IEnumerable<RefusalCase> OfServers() =>
        [
            new("server.configuration", 503, "route")
            {
                Send = site => site.GetAsync("/locked/x", Basic("alice", Password)),
                Evidence = [("problem", "the secret for the upstream locked is missing")],
            },
            new("upstream.unreachable", 502, "forward")
            {
                Send = site => site.GetAsync("/gone/x"),
                Evidence = [("upstream", "gone")],
            },
            new("upstream.timeout", 504, "forward")
            {
                Send = site => site.GetAsync("/public/slow"),
                Evidence = [("upstream", "app")],
            },
        ];

    private static RefusalCase Token(
        string cause,
        Func<OrdersSite, string> token,
        params (string, string?)[] evidence
    ) =>
        new(cause, 401, "authentication")
        {
            Send = site => site.GetAsync("/api/x", Bearer(token(site))),
            Challenges =
            [
                $"Bearer realm=\"Example\", error=\"invalid_token\", error_description=\"{Description(cause)}\"",
                Key,
                BasicChallenge,
            ],
            Evidence = evidence,
        };

    private static string Description(string cause) =>
        cause == "token.issuer-untrusted"
            ? "Tokens of the issuer https://evil.example are not taken here"
            : CauseTexts.For(Causes.Find(cause)!, "en").Title;

    private static RefusalCase Preflight(
        string cause,
        string origin,
        string method,
        string header,
        (string, string?) evidence
    ) =>
        new(cause, 403, "preflight")
        {
            Send = site =>
                site.SendAsync(
                    HttpMethod.Options,
                    "/api/x",
                    request =>
                    {
                        Field("Origin", origin)(request);
                        Field("Access-Control-Request-Method", method)(request);
                        Field("Access-Control-Request-Headers", header)(request);
                    }
                ),
            Evidence = [evidence],
        };

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
}
