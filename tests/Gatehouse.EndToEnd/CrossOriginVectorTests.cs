using System.Text;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.TestKit;

namespace Gatehouse.EndToEnd;

/// <summary>
/// The public cases on CORS, Fetch and cross-site requests, put to a running gateway: what an operator writes becomes a
/// route, the case's request is sent, and the real answer is judged by the rules that browsers judge by.
/// </summary>
public sealed class CrossOriginVectorTests
{
    private const string File = "cors_csrf.json";
    private const string WptOrigin = "http://web-platform.test:8000";

    /// <summary>Areas that are no server's to answer for.</summary>
    private static readonly Dictionary<string, string> AreasLeftOut = new(StringComparer.Ordinal)
    {
        ["client"] = "what fetch, XMLHttpRequest and WebSocket show to a page: nothing that a server decides",
        ["samesite"] = "when a browser sends and keeps cookies: nothing that a server decides",
    };

    /// <summary>Cases of the other areas that no answer of a gateway can have or lack.</summary>
    private static readonly Dictionary<string, string> CasesLeftOut = new(StringComparer.Ordinal)
    {
        ["preflight-acrh-format"] = "how a browser writes the field; every preflight of these tests is written so",
        ["preflight-max-age-default"] = "what a browser does without the field, which the gateway always sends",
        ["share-table-7"] = "the letters of `true` are the gateway's own: see the test of its fields",
        ["acac-TRUE"] = "as share-table-7",
        ["acac-True"] = "as share-table-7",
        ["acac-true-quoted"] = "as share-table-7",
        ["acac-false"] = "as share-table-7",
        ["acac-1"] = "as share-table-7",
        ["acac-0"] = "as share-table-7",
        ["acao-double-1"] = "the gateway writes one line: see the test of an upstream's own fields",
        ["acao-double-2"] = "as acao-double-1",
        ["acao-double-3"] = "as acao-double-1",
        ["acao-double-4"] = "as acao-double-1",
        ["acao-double-5"] = "as acao-double-1",
        ["acao-double-6"] = "as acao-double-1",
        ["expose-star-nocred"] = "`*` is not taken for names: see the configuration's own tests",
        ["expose-star-cred"] = "as expose-star-nocred",
        ["expose-star-list"] = "as expose-star-nocred",
    };

    /// <summary>What browsers would take, and the configuration refuses to say: it is told so on the spot.</summary>
    private static readonly Dictionary<string, string> RefusedByConfiguration = new(StringComparer.Ordinal)
    {
        ["preflight-authorization-listed"] = "`*` among header names: with credentials it would be a name",
        ["preflight-star-01"] = "a method in lower case",
        ["preflight-star-02"] = "`*` for methods",
        ["preflight-star-03"] = "`*` for methods",
        ["preflight-star-06"] = "`*` for header names",
        ["preflight-star-09"] = "`*` for methods",
        ["share-table-2"] = "every origin together with credentials",
        ["acao-pass-2"] = "white space around an origin, which is no part of it",
        ["acao-pass-3"] = "white space around an origin, which is no part of it",
        ["acao-pass-5"] = "white space around an origin, which is no part of it",
        ["acao-pass-6"] = "white space around an origin, which is no part of it",
        ["acao-pass-7"] = "white space around an origin, which is no part of it",
    };

    /// <summary>Paths that are refused before anybody asks where the request comes from.</summary>
    private static readonly string[] AmbiguousPaths =
    [
        "csrf-go-redirect-to-bypass-path-without-dotdot",
        "csrf-go-redirect-to-non-bypass-path-with-dotdot",
    ];

    [Fact]
    public void Every_area_and_every_name_left_out_is_known()
    {
        using var vectors = Open();
        var cases = Cases(vectors).ToArray();
        string[] answered = ["preflight", "response", "gateway", "csrf", "csrf-config"];
        Assert.Empty(cases.Select(Area).Except([.. answered, .. AreasLeftOut.Keys], StringComparer.Ordinal));
        Assert.Empty(
            CasesLeftOut
                .Keys.Concat(RefusedByConfiguration.Keys)
                .Concat(AmbiguousPaths)
                .Except(cases.Select(Id), StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Rules_that_answers_are_judged_by_are_those_of_browsers()
    {
        using var vectors = Open();
        var wrong = new List<string>();
        foreach (var test in Cases(vectors).Where(test => Area(test) is "preflight" or "response"))
        {
            var expect = test.GetProperty("expect");
            var answer = AnswerOf(test);
            var (origin, credentials) = (OriginOf(test), IsIncluded(test));
            if (expect.TryGetProperty("shared", out var shared))
            {
                Note(FetchRules.Shares(answer, origin, credentials) == shared.GetBoolean());
            }
            else if (expect.TryGetProperty("readable", out var readable))
            {
                foreach (var field in readable.EnumerateObject())
                {
                    Note(
                        FetchRules.MayRead(answer, field.Name, credentials)
                            == (field.Value.ValueKind != JsonValueKind.Null)
                    );
                }
            }
            else if (expect.TryGetProperty("readable_without_expose", out var without))
            {
                Note(FetchRules.MayRead(answer, Text(test, "header")!, credentials: false) == without.GetBoolean());
            }
            else if (BrowserProceeds(expect) is { } proceeds)
            {
                Note(
                    FetchRules.Proceeds(
                        answer,
                        origin,
                        Text(test, "method") ?? "GET",
                        RequestHeaders(test),
                        credentials
                    ) == proceeds
                );
            }
            else
            {
                Note(CasesLeftOut.ContainsKey(Id(test)));
            }

            void Note(bool good)
            {
                if (!good)
                {
                    wrong.Add(Id(test));
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Preflights_are_answered_so_that_browsers_do_what_the_rules_say()
    {
        using var vectors = Open();
        var routes = new Dictionary<string, string>(StringComparer.Ordinal);
        var asked = new List<(JsonElement Test, string Target)>();
        var wrong = new List<string>();
        foreach (var test in Cases(vectors).Where(test => Area(test) is "preflight" or "response"))
        {
            if (CasesLeftOut.ContainsKey(Id(test)) || test.GetProperty("given").TryGetProperty("header", out _))
            {
                continue;
            }

            // The status is the gateway's own to choose; what a browser makes of each is asked further down.
            if (test.GetProperty("given").TryGetProperty("preflight_status", out _))
            {
                continue;
            }

            var target = $"/v/{Id(test)}";
            var route = $"{{ path: {target}, upstream: app, schemes: [basic], cors: {CorsOf(test)} }}";
            if (CrossOriginSite.Takes(route))
            {
                routes.Add(Id(test), route);
                asked.Add((test, target));
            }

            // What is not taken is never sent; then nothing is shared, and only a case of the list may expect more.
            if (
                !routes.ContainsKey(Id(test))
                && RefusedByConfiguration.ContainsKey(Id(test)) != IsAllowed(test.GetProperty("expect"))
            )
            {
                wrong.Add(Id(test) + ": refused by the configuration");
            }
            else if (routes.ContainsKey(Id(test)) && RefusedByConfiguration.ContainsKey(Id(test)))
            {
                wrong.Add(Id(test) + ": taken by the configuration");
            }
        }

        Assert.NotEmpty(asked);
        await using var site = await CrossOriginSite.StartAsync(routes.Values);
        foreach (var (test, target) in asked)
        {
            var (origin, credentials) = (OriginOf(test), IsIncluded(test));
            bool holds;
            if (Area(test) == "preflight")
            {
                var (method, headers) = (Text(test, "method") ?? "GET", RequestHeaders(test));
                var answer = await site.PreflightAsync(target, origin, method, headers);
                holds = FetchRules.Proceeds(answer, origin, method, headers, credentials);
            }
            else
            {
                var answer = await site.SendAsync("GET", target, ("Origin", origin));
                Assert.Equal(401, answer.Status);
                holds = FetchRules.Shares(answer, origin, credentials);
            }

            if (holds != IsAllowed(test.GetProperty("expect")))
            {
                wrong.Add(Id(test));
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Status_of_a_preflights_answer_is_one_that_browsers_read_as_it_is_meant()
    {
        using var vectors = Open();
        var proceeds = Cases(vectors)
            .Where(test => test.GetProperty("given").TryGetProperty("preflight_status", out _))
            .ToDictionary(
                test => test.GetProperty("given").GetProperty("preflight_status").GetInt32(),
                test => BrowserProceeds(test.GetProperty("expect"))!.Value
            );
        await using var site = await CrossOriginSite.StartAsync([]);
        foreach (var target in (string[])["/app/x", "/staff/x", "/gone/x", "/locked/x", "/away/x", "/nothing/x"])
        {
            var allowed = await site.PreflightAsync(target, CrossOriginSite.App, "PUT", ["Authorization"]);
            Assert.True(proceeds[allowed.Status], $"{target}: {allowed.Status}");
            var refused = await site.PreflightAsync(target, CrossOriginSite.App, "DELETE", ["Authorization"]);
            Assert.False(proceeds[refused.Status], $"{target}: {refused.Status}");
        }
    }

    [Fact]
    public async Task Fields_that_pages_cannot_read_by_themselves_are_exposed_where_refusals_need_them()
    {
        using var vectors = Open();
        await using var site = await CrossOriginSite.StartAsync([]);
        var answer = await site.SendAsync("GET", "/app/x", ("Origin", CrossOriginSite.App));
        string[] needed = ["WWW-Authenticate", "Retry-After"];
        foreach (var test in Cases(vectors).Where(test => test.GetProperty("given").TryGetProperty("header", out _)))
        {
            var name = Text(test, "header")!;
            Assert.Equal(
                needed.Contains(name, StringComparer.Ordinal)
                    || test.GetProperty("expect").GetProperty("readable_without_expose").GetBoolean(),
                FetchRules.MayRead(answer, name, credentials: true)
            );
        }
    }

    [Fact]
    public async Task Gateway_answers_other_origins_as_its_cases_say()
    {
        using var vectors = Open();
        var cases = Cases(vectors).Where(test => Area(test) == "gateway").ToArray();
        await using var site = await CrossOriginSite.StartAsync([]);
        foreach (var test in cases)
        {
            var judge = GatewayCases.SingleOrDefault(known => Id(test).StartsWith(known.Id, StringComparison.Ordinal));
            Assert.True(judge.Ask is not null, $"{Id(test)} is not known");
            await judge.Ask(site, test);
        }
    }

    [Fact]
    public async Task Cross_site_requests_are_refused_as_the_cases_say()
    {
        using var vectors = Open();
        var wrong = new List<string>();
        await using var site = await CrossOriginSite.StartAsync([
            "{ path: /bypass/**, upstream: app, allow: everyone }",
            "{ path: /only/*, upstream: app, allow: everyone }",
            "{ path: /trusted/**, upstream: app, schemes: [basic], cors: { origins: [https://trusted.example], credentials: true } }",
            "{ path: /other/**, upstream: app, schemes: [bearer, basic] }",
            "{ path: /**, upstream: app, schemes: [basic] }",
        ]);
        foreach (var test in Cases(vectors).Where(test => Area(test) == "csrf"))
        {
            switch (Id(test))
            {
                case "csrf-bearer-exempt":
                    // A token of nobody's: refused as such, not for where it comes from.
                    var bearer = await site.SendAsync(
                        "POST",
                        "/other/x",
                        ("Authorization", "Bearer a.b.c"),
                        ("Sec-Fetch-Site", "cross-site")
                    );
                    Assert.Equal(401, bearer.Status);
                    break;
                case "csrf-basic-digest-ambient":
                    var basic = await site.SendAsync("POST", "/other/x", Alice(), ("Sec-Fetch-Site", "cross-site"));
                    Assert.Equal(403, basic.Status);
                    break;
                case var id:
                    var expected = AmbiguousPaths.Contains(id, StringComparer.Ordinal)
                        ? 400
                        : test.GetProperty("expect").GetProperty("status").GetInt32();
                    var answer = await SendAsync(site, test);
                    if (answer.Status != expected)
                    {
                        wrong.Add($"{id}: {answer.Status}");
                    }

                    break;
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Trusted_origins_are_taken_and_refused_as_the_cases_say()
    {
        using var vectors = Open();
        foreach (var test in Cases(vectors).Where(test => Area(test) == "csrf-config"))
        {
            var origin = CrossOriginSite.Quoted(Text(test, "trusted_origin")!);
            var taken = CrossOriginSite.Takes(
                $"{{ path: /x, upstream: app, schemes: [basic], cors: {{ origins: [{origin}], credentials: true }} }}"
            );
            Assert.True(
                test.GetProperty("expect").GetProperty("config_error").GetBoolean() != taken,
                $"{Id(test)}: {origin}"
            );
        }
    }

    private static readonly (string Id, Func<CrossOriginSite, JsonElement, Task> Ask)[] GatewayCases =
    [
        ("preflight-never-401", NeverChallengedAsync),
        ("preflight-no-credentials", NeverChallengedAsync),
        ("preflight-detection", OrdinaryOptionsAsync),
        ("preflight-options-with-authorization", CredentialsIgnoredAsync),
        ("preflight-allowed-not-bypass", NotForwardedAsync),
        ("gateway-401-readable", ReadableAsync),
        ("gateway-403-5xx-readable", EveryStatusReadableAsync),
        ("gateway-disallowed-origin", OriginLearnsNothingAsync),
        ("gateway-null-origin", OriginLearnsNothingAsync),
        ("gateway-origin-lookalike-", OriginLearnsNothingAsync),
        ("gateway-vary-cache", VariesAsync),
    ];

    private static async Task NeverChallengedAsync(CrossOriginSite site, JsonElement test)
    {
        foreach (var target in (string[])["/app/x", "/staff/x", "/locked/x", "/away/x"])
        {
            var answer = await site.PreflightAsync(target, CrossOriginSite.App, "PUT", ["authorization"]);
            Assert.Equal(204, answer.Status);
            Assert.True(FetchRules.Proceeds(answer, CrossOriginSite.App, "PUT", ["authorization"], credentials: true));
            Assert.Null(answer.Combined("WWW-Authenticate"));
            Assert.Null(answer.Combined("Set-Cookie"));
            Assert.Null(answer.Combined("Location"));
        }

        var refused = await site.PreflightAsync("/plain/x", CrossOriginSite.App, "PUT");
        Assert.Equal(403, refused.Status);
        Assert.Null(refused.Combined("WWW-Authenticate"));
    }

    private static async Task OrdinaryOptionsAsync(CrossOriginSite site, JsonElement test)
    {
        var origin = ("Origin", CrossOriginSite.App);
        var method = ("Access-Control-Request-Method", "PUT");
        Assert.Equal(401, (await site.SendAsync("OPTIONS", "/app/x", origin)).Status);
        Assert.Equal(401, (await site.SendAsync("OPTIONS", "/app/x", method)).Status);
        Assert.Equal(200, (await site.SendAsync("OPTIONS", "/app/x", origin, Alice())).Status);
        Assert.Equal(204, (await site.SendAsync("OPTIONS", "/app/x", origin, method)).Status);
    }

    private static async Task CredentialsIgnoredAsync(CrossOriginSite site, JsonElement test)
    {
        foreach (var value in (string[])["Basic broken", "Bearer x", "Other a=\"b", Alice().Value])
        {
            var answer = await site.PreflightAsync(
                "/app/x",
                CrossOriginSite.App,
                "PUT",
                headers: null,
                ("Authorization", value)
            );
            Assert.Equal(204, answer.Status);
        }
    }

    private static async Task NotForwardedAsync(CrossOriginSite site, JsonElement test)
    {
        // Nothing listens behind this route: whoever forwarded would answer 502.
        Assert.Equal(204, (await site.PreflightAsync("/gone/x", CrossOriginSite.App, "PUT")).Status);
        Assert.Equal(502, (await site.SendAsync("GET", "/gone/x")).Status);
    }

    private static async Task ReadableAsync(CrossOriginSite site, JsonElement test)
    {
        foreach (
            var credentials in (string?[])[null, "Bearer a.b.c", "Basic broken", "Key gth_wrong", "Other x", "Basic ,"]
        )
        {
            var fields = credentials is null ? [] : ((string, string)[])[("Authorization", credentials)];
            var plain = await site.SendAsync("GET", "/app/x", fields);
            var answer = await site.SendAsync("GET", "/app/x", [.. fields, ("Origin", CrossOriginSite.App)]);
            Assert.Equal(plain.Status, answer.Status);
            Assert.Equal(plain.Combined("WWW-Authenticate"), answer.Combined("WWW-Authenticate"));
            AssertReadable(answer);
        }
    }

    private static async Task EveryStatusReadableAsync(CrossOriginSite site, JsonElement test)
    {
        (int Status, string Method, string Target, bool SignedIn)[] refusals =
        [
            (400, "GET", "/app/a/b%00", false),
            (401, "GET", "/app/x", false),
            (401, "GET", "/app/own-401", true),
            (403, "GET", "/nobody/x", false),
            (403, "GET", "/staff/x", true),
            (403, "GET", "/app/refuse", true),
            (404, "GET", "/nothing/x", false),
            (405, "PUT", "/reading/x", true),
            (502, "GET", "/gone/x", false),
            (503, "GET", "/locked/x", true),
            (504, "GET", "/late/slow", false),
        ];
        foreach (var (status, method, target, signedIn) in refusals)
        {
            var answer = await site.SendAsync(
                method,
                target,
                [("Origin", CrossOriginSite.App), .. signedIn ? ((string, string)[])[Alice()] : []]
            );
            Assert.True(status == answer.Status, $"{target}: {answer.Status}");

            // A path that can be read in two ways belongs to no route, and so to no route's rules.
            if (status != 400)
            {
                AssertReadable(answer);
            }
        }

        await site.SendAsync("GET", "/rare/x");
        var limited = await site.SendAsync("GET", "/rare/x", ("Origin", CrossOriginSite.App));
        Assert.Equal(429, limited.Status);
        AssertReadable(limited);
        Assert.NotNull(limited.Combined("Retry-After"));
    }

    private static async Task OriginLearnsNothingAsync(CrossOriginSite site, JsonElement test)
    {
        var origin = Text(test, "origin")!;
        foreach (var target in (string[])["/app/x", "/staff/x", "/gone/x", "/app/own-cors"])
        {
            foreach (var signedIn in (bool[])[false, true])
            {
                var fields = signedIn ? ((string, string)[])[Alice()] : [];
                var plain = await site.SendAsync("GET", target, fields);
                var answer = await site.SendAsync("GET", target, [.. fields, ("Origin", origin)]);
                Assert.Equal(plain.Status, answer.Status);
                Assert.False(FetchRules.Shares(answer, origin, credentials: false));
                AssertSilent(answer);
            }
        }

        var preflight = await site.PreflightAsync("/app/x", origin, "GET", ["authorization"]);
        Assert.Equal(403, preflight.Status);
        AssertSilent(preflight);
    }

    private static async Task VariesAsync(CrossOriginSite site, JsonElement test)
    {
        foreach (var target in (string[])["/app/x", "/gone/x", "/app/own-cors", "/star/x"])
        {
            foreach (
                var fields in ((string, string)[][])
                    [
                        [],
                        [("Origin", CrossOriginSite.App)],
                        [Alice()],
                    ]
            )
            {
                Assert.True((await site.SendAsync("GET", target, fields)).Has("Vary", "Origin"), target);
            }
        }

        foreach (var method in (string[])["GET", "DELETE"])
        {
            var preflight = await site.PreflightAsync("/app/x", CrossOriginSite.App, method);
            Assert.True(preflight.Has("Vary", "Origin"));
        }
    }

    private static void AssertReadable(ReceivedAnswer answer)
    {
        Assert.True(FetchRules.Shares(answer, CrossOriginSite.App, credentials: true));
        Assert.Equal("true", answer.Combined("Access-Control-Allow-Credentials"));
        foreach (var name in (string[])["WWW-Authenticate", "Gatehouse-Reference", "Retry-After"])
        {
            Assert.True(FetchRules.MayRead(answer, name, credentials: true));
        }
    }

    private static void AssertSilent(ReceivedAnswer answer) =>
        Assert.DoesNotContain(
            answer.Fields,
            field => field.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)
        );

    private static (string Name, string Value) Alice() =>
        (
            "Authorization",
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:" + CrossOriginSite.Password))
        );

    private static Task<ReceivedAnswer> SendAsync(CrossOriginSite site, JsonElement test)
    {
        var given = test.GetProperty("given");
        var fields = new List<(string, string)> { Alice() };
        if (Text(test, "sec_fetch_site") is { } fetch)
        {
            fields.Add(("Sec-Fetch-Site", fetch));
        }

        if (Text(test, "origin") is { } origin)
        {
            fields.Add(("Origin", origin));
        }

        var target = Text(test, "path") ?? (given.TryGetProperty("trusted", out _) ? "/trusted/x" : "/");
        return site.SendAsync(Text(test, "method")!, target, [.. fields]);
    }

    // The case's answer turned round: the rules by which a gateway would give it.
    private static string CorsOf(JsonElement test)
    {
        var origin = Field(test, "Access-Control-Allow-Origin");
        var methods = Field(test, "Access-Control-Allow-Methods") ?? "GET";
        var headers = Field(test, "Access-Control-Allow-Headers") ?? "";
        return $"{{ origins: [{CrossOriginSite.Quoted(origin is null or "the origin" ? OriginOf(test) : origin)}], "
            + $"methods: {ListOf(methods)}, headers: {ListOf(headers)}, "
            + $"credentials: {(Field(test, "Access-Control-Allow-Credentials") is null ? "false" : "true")} }}";
    }

    private static string ListOf(string field) =>
        "["
        + string.Join(
            ", ",
            field
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(CrossOriginSite.Quoted)
        )
        + "]";

    // What a case does not say of its answer is good.
    private static ReceivedAnswer AnswerOf(JsonElement test)
    {
        var given = test.GetProperty("given");
        var status = given.TryGetProperty("preflight_status", out var number) ? number.GetInt32() : 200;
        var fields = new List<KeyValuePair<string, string>>();
        if (given.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Array)
        {
            fields.AddRange(
                headers.EnumerateArray().Select(line => KeyValuePair.Create(line[0].GetString()!, line[1].GetString()!))
            );
            return new ReceivedAnswer(status, fields);
        }

        if (headers.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in headers.EnumerateObject())
            {
                foreach (
                    var value in field.Value.ValueKind == JsonValueKind.Array
                        ? field.Value.EnumerateArray().Select(each => each.GetString())
                        : [field.Value.GetString()]
                )
                {
                    if (value is not null)
                    {
                        fields.Add(KeyValuePair.Create(field.Name, value == "the origin" ? OriginOf(test) : value));
                    }
                }
            }
        }

        if (fields.TrueForAll(field => field.Key != "Access-Control-Allow-Origin"))
        {
            fields.Add(KeyValuePair.Create("Access-Control-Allow-Origin", OriginOf(test)));
        }

        return new ReceivedAnswer(status, fields);
    }

    private static string? Field(JsonElement test, string name) =>
        test.GetProperty("given").TryGetProperty("headers", out var headers)
        && headers.ValueKind == JsonValueKind.Object
        && headers.TryGetProperty(name, out var value)
            ? value.GetString()
            : null;

    private static string[] RequestHeaders(JsonElement test)
    {
        var given = test.GetProperty("given");
        return given.TryGetProperty("request_headers", out var names)
                ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
            : given.TryGetProperty("request_header", out var pair)
                ? [.. pair.EnumerateArray().Take(1).Select(name => name.GetString()!)]
            : Field(test, "Access-Control-Allow-Headers") is not null ? ["x-force-preflight"]
            : [];
    }

    private static bool IsAllowed(JsonElement expect) =>
        expect.TryGetProperty("shared", out var shared) ? shared.GetBoolean() : BrowserProceeds(expect)!.Value;

    private static bool? BrowserProceeds(JsonElement expect) =>
        expect.TryGetProperty("browser", out var browser)
            ? browser.GetString() switch
            {
                "proceeds" => true,
                { } words when words.StartsWith("network error", StringComparison.Ordinal) => false,
                _ => null,
            }
            : null;

    private static bool IsIncluded(JsonElement test) => Text(test, "credentials") == "include";

    private static string OriginOf(JsonElement test) => Text(test, "origin") ?? WptOrigin;

    private static string? Text(JsonElement test, string name) =>
        test.GetProperty("given").TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Id(JsonElement test) => test.GetProperty("id").GetString()!;

    private static string Area(JsonElement test) => test.GetProperty("area").GetString()!;

    private static JsonElement.ArrayEnumerator Cases(JsonDocument vectors) =>
        vectors.RootElement.GetProperty("cases").EnumerateArray();

    private static JsonDocument Open()
    {
        var vectors = VectorFile.Open(File);
        Assert.SkipWhen(vectors is null, VectorFile.Absent);
        return vectors!;
    }
}
