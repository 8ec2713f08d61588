using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using static Gatehouse.Gateway.Tests.ForwardAuth.AskedGateway;

namespace Gatehouse.Gateway.Tests.ForwardAuth;

public sealed class AnswerTests(AskedGateway gateway) : IClassFixture<AskedGateway>
{
    private const string Ask = "GET /_gatehouse/check HTTP/1.1\r\nHost: gatehouse";
    private const string Client = "X-Forwarded-For: 198.51.100.7";

    private static readonly string[] Identity =
    [
        "X-Forwarded-User",
        "X-Forwarded-Email",
        "X-Forwarded-Groups",
        "X-Forwarded-Scopes",
        "Gatehouse-Assertion",
    ];

    [Fact]
    public async Task A_grant_has_every_identity_header_once_and_empty_where_nothing_is_to_be_said()
    {
        var stranger = await PlainAsync("/public/x");
        Assert.Equal(200, stranger.Status);
        Assert.All(Identity, name => Assert.Equal([""], stranger.Field(name)));
        var known = await PlainAsync("/wiki/x", Basic("alice"));
        Assert.Equal(["alice"], known.Field("X-Forwarded-User"));
        Assert.Equal([""], known.Field("X-Forwarded-Email"));
        Assert.Equal(["orders:read"], known.Field("X-Forwarded-Scopes"));
        Assert.Equal(["no-store"], known.Field("Cache-Control"));
    }

    [Theory]
    [InlineData("a=1; __Host-gatehouse=secret; b=2", "a=1; b=2")]
    [InlineData("gatehouse=secret", "")]
    [InlineData("a=1; b=2", "a=1; b=2")]
    [InlineData("__Secure-gatehouse=secret; GATEHOUSE-flow=x; a=\xe9", "a=\ufffd")]
    public async Task A_grant_has_the_cookies_without_the_gateways_own(string sent, string kept)
    {
        var answer = await PlainAsync("/public/x", "Cookie: " + sent);
        Assert.Equal(200, answer.Status);
        Assert.Equal([kept], answer.Field("Cookie"));
        Assert.Equal([""], (await PlainAsync("/public/x")).Field("Cookie"));
    }

    [Fact]
    public async Task A_name_that_is_not_ASCII_travels_as_UTF_8()
    {
        var answer = await PlainAsync("/orders/7", Basic("алиса"));
        Assert.Equal(200, answer.Status);
        Assert.Equal(["алиса"], answer.Field("X-Forwarded-User"));
    }

    [Theory]
    [InlineData("/orders/7", "https://www.example")]
    [InlineData("/forwarded/x", "orders")]
    [InlineData("/plain/x", null)]
    public async Task The_assertion_is_for_the_upstream_or_the_site_and_only_where_the_route_says_so(
        string target,
        string? audience
    )
    {
        var answer = await PlainAsync(target, Basic("alice"));
        var assertion = Assert.Single(answer.Field("Gatehouse-Assertion"));
        if (audience is null)
        {
            Assert.Empty(assertion);
            return;
        }

        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(assertion.Split('.')[1]));
        Assert.Equal(audience, claims.RootElement.GetProperty("aud").GetString());
        Assert.Equal("alice", claims.RootElement.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task Nginx_is_told_401_with_all_challenges_in_one_line()
    {
        var answer = await NginxAsync("/orders/7");
        Assert.Equal(401, answer.Status);
        Assert.Equal(
            ["Key realm=\"Example\", Basic realm=\"Example\", charset=\"UTF-8\""],
            answer.Field("WWW-Authenticate")
        );
        Assert.Equal(["401"], answer.Field("Gatehouse-Status"));
        Assert.Equal(["credentials.missing"], answer.Field("Gatehouse-Cause"));
    }

    [Theory]
    [InlineData("/nowhere", "404", "route.unknown")]
    [InlineData("//x", "400", "request.path-ambiguous")]
    [InlineData("/old/x", "308", "route.moved")]
    public async Task Nginx_is_told_403_for_what_it_does_not_know_and_the_truth_beside_it(
        string target,
        string status,
        string cause
    )
    {
        var answer = await NginxAsync(target);
        Assert.Equal(403, answer.Status);
        Assert.Equal([status], answer.Field("Gatehouse-Status"));
        Assert.Equal([cause], answer.Field("Gatehouse-Cause"));
        Assert.Equal(target == "/old/x" ? ["/public/x"] : [], answer.Field("Gatehouse-Location"));
        Assert.Empty(answer.Field("Location"));
        Assert.EndsWith("\r\n\r\n", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/orders/7")]
    [InlineData("/nowhere")]
    [InlineData("/old/x")]
    [InlineData("/shop/x")]
    public async Task What_nginx_brings_back_is_shown_as_it_would_have_been(string target)
    {
        string[] more = ["Accept-Language: ru", "Origin: https://shop.example"];
        var refused = await NginxAsync(target, [.. more, Basic("nobody" + target)]);
        var shown = await ShowAsync(Assert.Single(refused.Field("Gatehouse-Refusal")), more);
        var straight = await PlainAsync(target, [.. more, Basic("somebody" + target)]);
        Assert.Equal(straight.Status, shown.Status);
        Assert.Equal(
            Assert.Single(refused.Field("Gatehouse-Reference")),
            Assert.Single(shown.Field("Gatehouse-Reference"))
        );
        foreach (
            var name in (string[])
                [
                    "WWW-Authenticate",
                    "Location",
                    "Content-Type",
                    "Content-Language",
                    "Cache-Control",
                    "Access-Control-Allow-Origin",
                    "Access-Control-Expose-Headers",
                    "Vary",
                    "Content-Length",
                ]
        )
        {
            Assert.Equal(straight.Field(name), shown.Field(name));
        }

        Assert.Empty(shown.Field("Gatehouse-Refusal"));
    }

    [Fact]
    public async Task A_person_whom_nginx_brings_back_gets_the_page()
    {
        var refused = await NginxAsync("/orders/7", "Accept: text/html");
        var page = await ShowAsync(Assert.Single(refused.Field("Gatehouse-Refusal")), "Accept: text/html");
        Assert.Equal(401, page.Status);
        Assert.Equal(["text/html; charset=utf-8"], page.Field("Content-Type"));
        Assert.Contains(Assert.Single(refused.Field("Gatehouse-Reference")), page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_that_was_changed_on_the_way_is_not_shown()
    {
        var refused = await NginxAsync("/orders/7");
        var ticket = Base64Url.DecodeFromChars(Assert.Single(refused.Field("Gatehouse-Refusal")));
        for (var place = 0; place < ticket.Length; place += 7)
        {
            var changed = ticket.ToArray();
            changed[place] ^= 1;
            var answer = await ShowAsync(Base64Url.EncodeToString(changed));
            Assert.Equal(403, answer.Status);
            Assert.Contains("forward.description-conflicting", answer.Text, StringComparison.Ordinal);
        }

        foreach (var text in (string[])["x", "====", "AAAA", new string('A', 64), Encoding.Latin1.GetString([0xFF])])
        {
            Assert.Equal(403, (await ShowAsync(text)).Status);
        }
    }

    [Theory]
    [InlineData("/orders/7")]
    [InlineData("/nowhere")]
    [InlineData("//x")]
    public async Task A_gRPC_call_is_never_refused_with_a_status_that_lets_it_pass(string target)
    {
        Assert.InRange((await PlainAsync(target, "Content-Type: application/grpc")).Status, 400, 404);
        Assert.InRange((await NginxAsync(target, "Content-Type: application/grpc")).Status, 401, 403);
        var nothing = await AskedGateway.AskAsync(gateway.Trusting, Ask, "Content-Type: application/grpc");
        Assert.Equal(403, nothing.Status);
    }

    [Fact]
    public async Task A_preflight_is_judged_by_the_routes_rules()
    {
        string[] preflight = ["Origin: https://shop.example", "Access-Control-Request-Method: PUT"];
        Assert.Equal(200, (await AskAsync("OPTIONS", "/shop/x", preflight)).Status);
        Assert.Equal(
            403,
            (await AskAsync("OPTIONS", "/shop/x", ["Origin: https://evil.example", preflight[1]])).Status
        );
        Assert.Equal(401, (await AskAsync("OPTIONS", "/shop/x", [])).Status);
    }

    [Fact]
    public async Task A_person_without_a_session_is_sent_to_sign_in()
    {
        string[] person = ["Accept: text/html", "Sec-Fetch-Mode: navigate"];
        var plain = await PlainAsync("/people/x?y=1", person);
        Assert.Equal(303, plain.Status);
        var location = Assert.Single(plain.Field("Location"));
        Assert.StartsWith("/_gatehouse/sign-in", location, StringComparison.Ordinal);
        var nginx = await NginxAsync("/people/x?y=1", person);
        Assert.Equal(403, nginx.Status);
        Assert.Equal(["303"], nginx.Field("Gatehouse-Status"));
        Assert.StartsWith(
            "/_gatehouse/sign-in",
            Assert.Single(nginx.Field("Gatehouse-Location")),
            StringComparison.Ordinal
        );
        var shown = await ShowAsync(Assert.Single(nginx.Field("Gatehouse-Refusal")), person);
        Assert.Equal(303, shown.Status);
        Assert.Equal(nginx.Field("Gatehouse-Location"), shown.Field("Location"));
    }

    [Fact]
    public async Task A_form_from_the_site_itself_is_not_cross_site_whatever_host_the_question_has()
    {
        Assert.Equal(
            200,
            (await AskAsync("POST", "/plain/x", [Basic("alice"), "Origin: https://other.example:8443"])).Status
        );
        Assert.Equal(403, (await AskAsync("POST", "/plain/x", [Basic("alice"), "Origin: http://gatehouse"])).Status);
        Assert.Equal(403, (await AskAsync("POST", "/plain/x", [Basic("alice"), "Sec-Fetch-Site: cross-site"])).Status);
    }

    [Fact]
    public async Task A_WebSocket_from_another_site_is_refused()
    {
        var answer = await PlainAsync(
            "/plain/x",
            Basic("alice"),
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Origin: https://evil.example"
        );
        Assert.Equal(403, answer.Status);
    }

    private Task<Answer> PlainAsync(string target, params string[] more) => AskAsync("GET", target, more);

    private Task<Answer> AskAsync(string method, string target, string[] more) =>
        AskedGateway.AskAsync(
            gateway.Trusting,
            Ask,
            [
                $"X-Forwarded-Method: {method}",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: other.example:8443",
                $"X-Forwarded-Uri: {target}",
                Client,
                .. more,
            ]
        );

    private Task<Answer> NginxAsync(string target, params string[] more) =>
        AskedGateway.AskAsync(
            gateway.Trusting,
            Ask,
            ["X-Original-Method: GET", $"X-Original-URL: https://other.example:8443{target}", Client, .. more]
        );

    private Task<Answer> ShowAsync(string ticket, params string[] more) =>
        AskedGateway.AskAsync(gateway.Trusting, Ask, [$"Gatehouse-Refusal: {ticket}", Client, .. more]);
}
