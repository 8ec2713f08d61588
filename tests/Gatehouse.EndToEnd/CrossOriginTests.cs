using System.Text;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

/// <summary>What pages of other origins get, beyond the public cases.</summary>
public sealed class CrossOriginTests(CrossOriginTests.Fixture fixture)
    : IClassFixture<CrossOriginTests.Fixture>,
        IDisposable
{
    private const string Form = "application/x-www-form-urlencoded";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private readonly CrossOriginSite _site = fixture.Site;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Fields_of_the_upstream_give_way_to_those_of_the_rules()
    {
        var shared = await _site.SendAsync("GET", "/app/own-cors", Alice, ("Origin", CrossOriginSite.App));
        Assert.Equal(CrossOriginSite.App, shared.Combined("Access-Control-Allow-Origin"));
        Assert.Equal("true", shared.Combined("Access-Control-Allow-Credentials"));
        Assert.Null(shared.Combined("Access-Control-Allow-Private-Network"));
        Assert.False(FetchRules.MayRead(shared, "ETag", credentials: true));
        Assert.Equal("X-Origin-Region, Origin", shared.Combined("Vary"));

        var any = await _site.SendAsync("GET", "/star/own-cors", Alice, ("Origin", "https://anybody.example"));
        Assert.Equal("*", any.Combined("Access-Control-Allow-Origin"));
        Assert.Null(any.Combined("Access-Control-Allow-Credentials"));
        Assert.True(FetchRules.MayRead(any, "ETag", credentials: false));
        Assert.True(FetchRules.MayRead(any, "WWW-Authenticate", credentials: false));

        var untouched = await _site.SendAsync("GET", "/open/own-cors", ("Origin", CrossOriginSite.App));
        Assert.Equal("*, https://evil.example", untouched.Combined("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Preflight_says_what_the_rules_say_and_nothing_of_private_networks()
    {
        var answer = await _site.PreflightAsync(
            "/app/x",
            CrossOriginSite.App,
            "PUT",
            ["authorization"],
            ("Access-Control-Request-Private-Network", "true")
        );
        Assert.Equal(204, answer.Status);
        Assert.Equal(
            [
                "Access-Control-Allow-Credentials: true",
                "Access-Control-Allow-Headers: authorization",
                "Access-Control-Allow-Methods: GET, POST, PUT",
                $"Access-Control-Allow-Origin: {CrossOriginSite.App}",
                "Access-Control-Max-Age: 600",
                "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers",
            ],
            answer
                .Fields.Select(field => field.Key)
                .Where(name => name == "Vary" || name.StartsWith("Access-", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => $"{name}: {answer.Combined(name)}")
        );
    }

    [Fact]
    public async Task Announced_method_takes_no_request_past_the_route_that_protects_it()
    {
        Assert.Equal(401, (await _site.SendAsync("OPTIONS", "/get/x")).Status);
        Assert.Equal(403, (await _site.PreflightAsync("/get/x", CrossOriginSite.App, "GET")).Status);
        Assert.Equal(200, (await _site.PreflightAsync("/open/x", CrossOriginSite.App, "GET")).Status);
    }

    [Fact]
    public async Task Refusal_of_gRPC_can_be_read_by_the_page_that_called()
    {
        var fields = ((string, string)[])[("Content-Type", "application/grpc"), ("Origin", CrossOriginSite.App)];
        var answer = await _site.SendAsync("POST", "/app/x", fields);
        Assert.Equal("16", answer.Combined("grpc-status"));
        Assert.True(FetchRules.Shares(answer, CrossOriginSite.App, credentials: true));
        Assert.True(answer.Has("Vary", "Origin"));
        foreach (var name in (string[])["grpc-status", "grpc-message", "gatehouse-reference"])
        {
            Assert.True(FetchRules.MayRead(answer, name, credentials: true));
        }
    }

    [Fact]
    public async Task Form_of_a_session_passes_with_its_token_in_field_form_or_file_form()
    {
        var session = await SignedInSession.BeginAsync(_site.Gateway, "alice");
        var good = session.FormTokens.Create(session.Id);
        Assert.Equal((403, "csrf.token-missing"), await PostAsync(session, Body(Form, "a=b")));
        Assert.Equal((403, "csrf.token-missing"), await PostAsync(session, Body("text/plain", "a=b")));
        Assert.Equal((403, "csrf.token-invalid"), await PostAsync(session, Body(Form, "csrf_token=x")));
        Assert.Equal(
            (403, "csrf.token-invalid"),
            await PostAsync(session, Body(Form, "csrf_token=" + session.FormTokens.Create("s_another")))
        );
        Assert.Equal((200, null), await PostAsync(session, Body(Form, "a=b"), ("X-CSRF-Token", good)));
        Assert.Equal((200, null), await PostAsync(session, Body(Form, "a=b&csrf_token=" + good)));
        Assert.Equal((200, null), await PostAsync(session, Body("application/json", "{}")));
        using var files = new MultipartFormDataContent { { new StringContent(good), "\"csrf_token\"" } };
        Assert.Equal((200, null), await PostAsync(session, files));
    }

    [Fact]
    public async Task Body_that_was_looked_at_for_its_token_arrives_whole()
    {
        var session = await SignedInSession.BeginAsync(_site.Gateway, "alice");
        var body = $"csrf_token={session.FormTokens.Create(session.Id)}&long={new string('x', 200_000)}";
        using var request = Request(session, Body(Form, body));
        using var response = await _http.SendAsync(request);
        var echo = await UpstreamSite.Echo.ReadAsync(response);
        Assert.Equal(body, echo.Body);
        Assert.Equal(["alice"], echo.Values("X-Forwarded-User"));
    }

    [Fact]
    public async Task Session_is_not_lent_to_another_sites_page()
    {
        var session = await SignedInSession.BeginAsync(_site.Gateway, "alice");
        var token = session.FormTokens.Create(session.Id);
        foreach (
            var (name, value) in ((string, string)[])
                [
                    ("Sec-Fetch-Site", "cross-site"),
                    ("Sec-Fetch-Site", "same-site"),
                    ("Origin", "https://evil.example"),
                    ("Origin", "null"),
                ]
        )
        {
            Assert.Equal(
                (403, "csrf.cross-site"),
                await PostAsync(session, Body(Form, "csrf_token=" + token), (name, value))
            );
        }

        // Behind the public address and under the address that was asked for, it is this site's own.
        var own = _site.Gateway.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal((200, null), await PostAsync(session, Body(Form, "a=b"), ("Origin", own)));
        Assert.Equal((200, null), await PostAsync(session, Body(Form, "a=b"), ("Origin", "https://example.com")));
    }

    [Fact]
    public async Task WebSocket_of_another_sites_page_is_refused_a_session_however_it_asks()
    {
        var session = await SignedInSession.BeginAsync(_site.Gateway, "alice");
        foreach (var upgrade in (string[])["Upgrade: websocket", "upgrade: WebSocket", "Upgrade: h2c, websocket"])
        {
            var answer = await RawClient.ExchangeAsync(
                _site.Gateway.Address.Port,
                $"GET /in/socket HTTP/1.1\r\nHost: {_site.Gateway.Address.Authority}\r\nConnection: Upgrade\r\n{upgrade}\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + $"Origin: https://evil.example\r\nCookie: gatehouse={session.Cookie}\r\n\r\n"
            );
            Assert.StartsWith("HTTP/1.1 403", answer, StringComparison.Ordinal);
            Assert.Contains("csrf.cross-site", answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_sites_page_signs_nobody_out()
    {
        var session = await SignedInSession.BeginAsync(_site.Gateway, "alice");
        var cookie = ("Cookie", "gatehouse=" + session.Cookie);
        var bare = await _site.SendAsync("POST", "/_gatehouse/sign-out", ("Sec-Fetch-Site", "cross-site"));
        Assert.Null(bare.Combined("Set-Cookie"));
        Assert.Null(bare.Combined("Clear-Site-Data"));
        var attached = await _site.SendAsync("POST", "/_gatehouse/sign-out", cookie, ("Sec-Fetch-Site", "same-site"));
        Assert.Equal(403, attached.Status);
        Assert.Null(attached.Combined("Set-Cookie"));
        Assert.Equal(200, (await _site.SendAsync("GET", "/in/x", cookie)).Status);
        var own = await _site.SendAsync("POST", "/_gatehouse/sign-out", cookie, ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(303, own.Status);
        Assert.NotNull(own.Combined("Set-Cookie"));
        Assert.Equal(401, (await _site.SendAsync("GET", "/in/x", cookie)).Status);
    }

    private static (string Name, string Value) Alice { get; } =
        (
            "Authorization",
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("alice:" + CrossOriginSite.Password))
        );

    private static StringContent Body(string type, string text) =>
        new(text, Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue(type));

    private async Task<(int Status, string? Cause)> PostAsync(
        SignedInSession session,
        HttpContent body,
        params (string Name, string Value)[] fields
    )
    {
        using var request = Request(session, body, fields);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var json = System.Text.Json.JsonDocument.Parse(text);
        return (
            (int)response.StatusCode,
            json.RootElement.TryGetProperty("cause", out var cause) ? cause.GetString() : null
        );
    }

    private HttpRequestMessage Request(
        SignedInSession session,
        HttpContent body,
        params (string Name, string Value)[] fields
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_site.Gateway.Address, "/in/x"))
        {
            Content = body,
        };
        request.Headers.TryAddWithoutValidation("Cookie", "gatehouse=" + session.Cookie);
        foreach (var (name, value) in fields)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    /// <summary>The site that the tests share.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        public CrossOriginSite Site { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Site = await CrossOriginSite.StartAsync([
                "{ path: /in/**, upstream: app, schemes: [session, basic] }",
                "{ path: /get/**, methods: [GET], upstream: app, allow: everyone }",
                "{ path: /get/**, upstream: app, schemes: [basic] }",
            ]);

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
