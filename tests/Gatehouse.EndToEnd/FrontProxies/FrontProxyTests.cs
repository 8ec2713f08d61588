using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>What every proxy in front does as documented.</summary>
public abstract class FrontProxyTests<TRecipe> : IClassFixture<FrontProxySite<TRecipe>>
    where TRecipe : FrontProxyRecipe, new()
{
    private static readonly string[] IdentityFields =
    [
        "X-Forwarded-User",
        "X-Forwarded-Email",
        "X-Forwarded-Groups",
        "X-Forwarded-Scopes",
        "Gatehouse-Assertion",
    ];

    protected FrontProxyTests(FrontProxySite<TRecipe> site)
    {
        Assert.SkipWhen(site.Missing is not null, site.Missing ?? "");
        Site = site;
    }

    protected FrontProxySite<TRecipe> Site { get; }

    private static Action<HttpRequestMessage> Alice { get; } = Basic("alice", Password);

    [Fact]
    public async Task Whoever_may_is_let_in_and_named_to_the_application()
    {
        using var response = await Site.GetAsync("/orders/7?of=2", Alice);
        var echo = await UpstreamSite.Echo.ReadAsync(response);
        Assert.Equal("/orders/7?of=2", echo.Target);
        Assert.Equal("alice", Assert.Single(echo.Values("X-Forwarded-User")));
        Assert.Equal("clerk", Assert.Single(echo.Values("X-Forwarded-Groups")));
        Assert.Equal("orders:read", Assert.Single(echo.Values("X-Forwarded-Scopes")));
        Assert.Equal(3, Assert.Single(echo.Values("Gatehouse-Assertion")).Split('.').Length);
        Assert.Empty(echo.Values("Authorization"));
    }

    [Fact]
    public async Task A_body_arrives_whole_after_the_question()
    {
        using var response = await Site.SendAsync(
            HttpMethod.Post,
            "/orders/7",
            request =>
            {
                Alice(request);
                request.Content = new StringContent("{\"amount\":3}");
            }
        );
        var echo = await UpstreamSite.Echo.ReadAsync(response);
        Assert.Equal("POST", echo.Method);
        Assert.Equal("{\"amount\":3}", echo.Body);
    }

    [Fact]
    public async Task A_public_page_is_for_everybody_and_names_nobody()
    {
        using var response = await Site.GetAsync("/public/x");
        var echo = await UpstreamSite.Echo.ReadAsync(response);
        Assert.All(IdentityFields.SelectMany(echo.Values), Assert.Empty);
    }

    [Fact]
    public async Task Without_credentials_a_401_has_its_challenges_reference_and_problem()
    {
        using var response = await Site.GetAsync("/orders/7");
        await IsRefusalAsync(response, 401, "credentials.missing");
        var challenges = string.Join(", ", response.Headers.GetValues("WWW-Authenticate"));
        Assert.Equal("Key realm=\"Example\", Basic realm=\"Example\", charset=\"UTF-8\"", challenges);
    }

    [Fact]
    public async Task A_wrong_password_is_a_401_that_says_no_more()
    {
        using var response = await Site.GetAsync("/orders/7", Basic("alice", "wrong"));
        await IsRefusalAsync(response, 401, "credentials.rejected");
    }

    [Fact]
    public async Task A_missing_role_is_a_403()
    {
        using var response = await Site.GetAsync("/staff/x", Alice);
        await IsRefusalAsync(response, 403, "access.role-missing");
    }

    [Fact]
    public async Task A_hidden_page_and_a_missing_one_are_the_same_404()
    {
        using var hidden = await Site.GetAsync("/internal/x", Alice);
        using var missing = await Site.GetAsync("/nowhere/x", Alice);
        await IsRefusalAsync(hidden, 404, "route.unknown");
        await IsRefusalAsync(missing, 404, "route.unknown");
        Assert.Equal(FieldNames(missing), FieldNames(hidden));
    }

    [Fact]
    public async Task Too_many_requests_are_a_429_that_says_when_to_come_again()
    {
        using var first = await Site.GetAsync("/rare/x");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await Site.GetAsync("/rare/x");
        await IsRefusalAsync(second, 429, "client.rate-exceeded");
        Assert.NotNull(second.Headers.RetryAfter);
    }

    [Fact]
    public async Task What_cannot_be_judged_is_a_503()
    {
        using var response = await Site.GetAsync("/locked/x", Alice);
        await IsRefusalAsync(response, 503, "server.configuration");
    }

    [Fact]
    public async Task A_page_that_moved_is_a_308_with_its_new_place()
    {
        using var response = await Site.GetAsync("/old/x?y=1");
        await IsRefusalAsync(response, 308, "route.moved");
        Assert.Equal("/public/x?y=1", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_person_gets_a_page()
    {
        using var response = await Site.GetAsync("/staff/x", Field("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var page = await response.Content.ReadAsStringAsync();
        Assert.Contains(
            Assert.Single(response.Headers.GetValues("Gatehouse-Reference")),
            page,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_script_of_an_allowed_origin_can_read_the_refusal()
    {
        using var response = await Site.GetAsync("/shop/x", Field("Origin", "https://shop.example"));
        await IsRefusalAsync(response, 401, "credentials.missing");
        Assert.Equal("https://shop.example", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task A_gRPC_call_without_credentials_does_not_reach_the_application()
    {
        using var response = await Site.SendAsync(
            HttpMethod.Post,
            "/orders/7",
            request =>
            {
                request.Content = new ByteArrayContent([0, 0, 0, 0, 0]);
                request.Content.Headers.ContentType = new("application/grpc");
            }
        );
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-Uri", "/public/x")]
    [InlineData("X-Forwarded-Method", "OPTIONS")]
    [InlineData("X-Forwarded-Host", "other.example")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Prefix", "/public")]
    [InlineData("X-Forwarded-Port", "443")]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Original-URL", "http://127.0.0.1/public/x")]
    [InlineData("X-Original-Method", "OPTIONS")]
    [InlineData("X-Original-URI", "/public/x")]
    [InlineData("X-Rewrite-URL", "/public/x")]
    [InlineData("X_Forwarded_Uri", "/public/x")]
    [InlineData("x-forwarded-uri", "/public/x")]
    [InlineData("X-HTTP-Method-Override", "OPTIONS")]
    [InlineData("Forwarded", "for=203.0.113.7;proto=https;host=other.example")]
    [InlineData("Connection", "X-Forwarded-Uri, X-Original-URL, X-Forwarded-For")]
    [InlineData("Gatehouse-Refusal", "AAAA")]
    public async Task A_client_that_describes_its_request_itself_gets_nowhere(string name, string value)
    {
        using var response = await Site.GetAsync("/orders/7", Field(name, value));
        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData("X-Forwarded-User")]
    [InlineData("x-forwarded-USER")]
    [InlineData("X_Forwarded_User")]
    [InlineData("X.Forwarded.User")]
    [InlineData("X-Forwarded_User")]
    [InlineData("X-Forwarded-Groups")]
    [InlineData("X_Forwarded_Groups")]
    [InlineData("Remote-User")]
    [InlineData("Gatehouse-Assertion")]
    [InlineData("Gatehouse_Assertion")]
    public async Task A_client_cannot_say_who_it_is(string name)
    {
        foreach (var target in (string[])["/public/x", "/orders/7"])
        {
            using var response = await Site.GetAsync(
                target,
                request =>
                {
                    Alice(request);
                    Field(name, "admin")(request);
                    Field("Connection", "close, " + name)(request);
                }
            );
            var text = await response.Content.ReadAsStringAsync();
            Assert.DoesNotContain("\"admin\"", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/public/../orders/7")]
    [InlineData("/public/%2e%2e/orders/7")]
    [InlineData("/public/..;/orders/7")]
    [InlineData("/public/..%2forders/7")]
    [InlineData("/public/..%5corders/7")]
    [InlineData("/public/%252e%252e/orders/7")]
    [InlineData("/public/x%00/../../orders/7")]
    [InlineData("//orders/7")]
    [InlineData("/./orders/7")]
    [InlineData("/orders//7")]
    [InlineData("/orders/7?x=/public/")]
    [InlineData("/orders/7?/../../public/x")]
    [InlineData("/orders/7;/../../public/x")]
    [InlineData("/orders/secret%23/../../public/x")]
    [InlineData("/%6frders/7")]
    [InlineData("/orders%2f7")]
    [InlineData("/_gatehouse/check")]
    [InlineData("/_gatehouse/check/public/x")]
    public async Task Another_spelling_of_a_path_opens_nothing(string target)
    {
        using var response = await Site.GetAsync(target);
        Assert.InRange((int)response.StatusCode, 400, 499);
    }

    [Theory]
    [InlineData("GET http://127.0.0.1/public/x HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-Uri: /orders/7\r\n")]
    [InlineData("GET /orders/7#/public/x HTTP/1.1\r\nHost: 127.0.0.1\r\n")]
    [InlineData("GET /public/x#/../../orders/7 HTTP/1.1\r\nHost: 127.0.0.1\r\n")]
    [InlineData("GET /public\\..\\orders/7 HTTP/1.1\r\nHost: 127.0.0.1\r\n")]
    [InlineData("GET /orders/7 HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: other.example\r\n")]
    [InlineData("GET /orders/7 HTTP/1.1\r\nHost: a@b@evil\r\n")]
    [InlineData("GET /orders/7 HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: \xff\xfe\r\n")]
    [InlineData("BREW /orders/7 HTTP/1.1\r\nHost: 127.0.0.1\r\n")]
    [InlineData("GET /orders/7 HTTP/1.0\r\n")]
    public async Task What_no_client_sends_reaches_no_application(string head)
    {
        var answer = await Site.ExchangeAsync(head + "Connection: close\r\n\r\n");
        Assert.DoesNotContain("\"target\":\"/orders", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_stopped_gateway_lets_nobody_in()
    {
        await using var gateway = await RunningGateway.StartAsync(
            "listen: [LISTEN]\ntrusted-proxies: [127.0.0.1/32]\nroutes: [{ path: /**, allow: everyone }]"
        );
        await using var proxy = await FrontProxy.StartAsync(new TRecipe(), gateway.Address, Site.Application.Address);
        using var http = new HttpClient();
        using var before = await http.GetAsync(new Uri(proxy.Address, "/public/x"));
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await gateway.KillAsync();
        using var after = await http.GetAsync(new Uri(proxy.Address, "/public/x"));
        Assert.InRange((int)after.StatusCode, 500, 504);
    }

    [Fact]
    public async Task A_gateway_that_does_not_trust_the_proxy_lets_nobody_in()
    {
        await using var gateway = await RunningGateway.StartAsync(
            "listen: [LISTEN]\nroutes: [{ path: /**, allow: everyone }]"
        );
        await using var proxy = await FrontProxy.StartAsync(new TRecipe(), gateway.Address, Site.Application.Address);
        using var http = new HttpClient();
        foreach (var type in (string[])["application/json", "application/grpc"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(proxy.Address, "/public/x"));
            request.Content = new ByteArrayContent([0]);
            request.Content.Headers.ContentType = new(type);
            using var response = await http.SendAsync(request);
            Assert.InRange((int)response.StatusCode, 400, 504);
        }
    }

    [Theory]
    [InlineData("X-Forwarded-User")]
    [InlineData("x-forwarded-user, GATEHOUSE-ASSERTION")]
    [InlineData("X-Forwarded-Uri, X-Forwarded-Method, X-Original-URL, X-Forwarded-For")]
    [InlineData("Authorization")]
    public async Task A_client_cannot_have_a_field_of_ours_taken_away(string nominated)
    {
        using var response = await Site.GetAsync(
            "/orders/7",
            request =>
            {
                Alice(request);
                Field("Connection", "keep-alive, " + nominated)(request);
            }
        );
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var echo = await UpstreamSite.Echo.ReadAsync(response);
            Assert.Equal("alice", Assert.Single(echo.Values("X-Forwarded-User")));
            Assert.Single(echo.Values("Gatehouse-Assertion"));
        }
        else
        {
            Assert.InRange((int)response.StatusCode, 400, 499);
        }
    }

    [Fact]
    public async Task A_WebSocket_opens_for_whoever_may_and_never_for_another_sites_page()
    {
        var address = new UriBuilder(new Uri(Site.Proxy.Address, "/orders/socket")) { Scheme = "ws" }.Uri;
        using var stranger = new ClientWebSocket();
        stranger.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => stranger.ConnectAsync(address, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.HttpStatusCode);

        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"alice:{Password}"));
        using var hijacked = new ClientWebSocket();
        hijacked.Options.CollectHttpResponseDetails = true;
        hijacked.Options.SetRequestHeader("Authorization", "Basic " + credentials);
        hijacked.Options.SetRequestHeader("Origin", "https://evil.example");
        await Assert.ThrowsAsync<WebSocketException>(() => hijacked.ConnectAsync(address, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, hijacked.HttpStatusCode);

        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Basic " + credentials);
        await socket.ConnectAsync(address, CancellationToken.None);
        await socket.SendAsync("word"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        var buffer = new byte[16];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Equal("word", Encoding.UTF8.GetString(buffer, 0, received.Count));
    }

    [Fact]
    public async Task A_person_is_sent_to_sign_in_and_back_and_the_application_never_sees_the_session()
    {
        Action<HttpRequestMessage> person = request =>
        {
            Field("Accept", "text/html")(request);
            Field("Sec-Fetch-Mode", "navigate")(request);
        };
        using var sent = await Site.GetAsync("/people/x?y=1", person);
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        Assert.StartsWith("/_gatehouse/sign-in", sent.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var page = await Site.GetAsync(sent.Headers.Location!.OriginalString, person);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        var session = await SignedInSession.BeginAsync(Site.Gateway, "alice");
        using var response = await Site.GetAsync(
            "/people/x?y=1",
            request =>
            {
                person(request);
                Field("Cookie", $"theme=dark; gatehouse={session.Cookie}; language=ru")(request);
            }
        );
        var echo = await UpstreamSite.Echo.ReadAsync(response);
        Assert.Equal("alice", Assert.Single(echo.Values("X-Forwarded-User")));
        Assert.Equal("theme=dark; language=ru", Assert.Single(echo.Values("Cookie")));
        using var script = await Site.GetAsync("/people/x", Field("Sec-Fetch-Mode", "cors"));
        await IsRefusalAsync(script, 401, "credentials.missing");
        using var forgery = await Site.SendAsync(
            HttpMethod.Post,
            "/people/x",
            request =>
            {
                Field("Cookie", "gatehouse=" + session.Cookie)(request);
                Field("Sec-Fetch-Site", "cross-site")(request);
            }
        );
        await IsRefusalAsync(forgery, 403, "csrf.cross-site");
    }

    [Fact]
    public async Task The_proof_finds_the_recipe_closed()
    {
        var page = new Uri(Site.Proxy.Address, "/orders/7");
        var proof = await Site.Gateway.CommandAsync("check", "--forward-auth", page.OriginalString);
        Assert.True(proof.ExitCode == 0, proof.Output + proof.Error);
        Assert.Contains("closed  401 credentials.missing", proof.Output, StringComparison.Ordinal);
        Assert.Contains("None of", proof.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> FieldNames(HttpResponseMessage response) =>
        response.Headers.Concat(response.Content.Headers).Select(field => field.Key).Order(StringComparer.Ordinal);

    private static async Task IsRefusalAsync(HttpResponseMessage response, int status, string cause)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode}\n{response.Headers}\n{text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(text);
        Assert.Equal(cause, problem.RootElement.GetProperty("cause").GetString());
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(
            problem.RootElement.GetProperty("reference").GetString(),
            Assert.Single(response.Headers.GetValues("Gatehouse-Reference"))
        );
        Assert.False(response.Headers.Contains("Gatehouse-Refusal"));
    }
}
