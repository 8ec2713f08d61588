using System.Net;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;
using static Gatehouse.EndToEnd.Harness.UpstreamSite;

namespace Gatehouse.EndToEnd;

/// <summary>Whose word about the client counts: a gateway that trusts the proxy that asks it, and one that trusts nobody.</summary>
public sealed class TrustedProxyTests(TrustingAndNot gateways) : IClassFixture<TrustingAndNot>
{
    [Theory]
    [InlineData("203.0.113.9")]
    [InlineData("1.2.3.4, 203.0.113.9")]
    [InlineData("127.0.0.1, 203.0.113.9, 198.51.100.3")]
    [InlineData("203.0.113.9:4711")]
    [InlineData("::ffff:203.0.113.9")]
    [InlineData("[::ffff:203.0.113.9]:4711")]
    public async Task Client_is_the_first_from_the_right_that_is_no_trusted_proxy(string chain)
    {
        using var refused = await gateways.SendAsync(gateways.Trusting, "/open/x", Described(chain));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var reference = refused.Headers.GetValues("Gatehouse-Reference").Single();
        Assert.Contains(
            "203.0.113.9",
            (await gateways.Trusting.CommandAsync("explain", reference)).Good(),
            StringComparison.Ordinal
        );
        using var unheard = await gateways.SendAsync(gateways.Distrusting, "/open/x", Described(chain));
        Assert.Equal(HttpStatusCode.OK, unheard.StatusCode);
    }

    [Theory]
    [InlineData("203.0.113.9, 192.0.2.1", "192.0.2.1")]
    [InlineData("203.0.113.9, nonsense", "127.0.0.1")]
    [InlineData("203.0.113.9, 192.0.2.1, 198.51.100.3", "192.0.2.1, 198.51.100.3")]
    [InlineData("nonsense, 192.0.2.1", "192.0.2.1")]
    [InlineData("", "127.0.0.1")]
    public async Task What_the_client_said_of_itself_is_left_out_of_the_chain_that_the_upstream_sees(
        string chain,
        string seen
    )
    {
        var echo = await Echo.ReadAsync(await gateways.SendAsync(gateways.Trusting, "/open/x", Described(chain)));
        Assert.StartsWith(seen, Assert.Single(echo.Values("X-Forwarded-For")), StringComparison.Ordinal);
        Assert.Equal([seen.Split(',')[0]], echo.Values("X-Real-IP"));
        Assert.Equal(["https"], echo.Values("X-Forwarded-Proto"));
    }

    [Fact]
    public async Task Host_that_the_upstream_is_told_is_the_one_that_was_judged()
    {
        var echo = await Echo.ReadAsync(
            await gateways.SendAsync(
                gateways.Trusting,
                "/open/x",
                Described("192.0.2.1") + Field("X-Forwarded-Host", "evil.example", "site.example")
            )
        );
        Assert.Equal(["site.example"], echo.Values("X-Forwarded-Host"));
        Assert.Equal(["site.example"], echo.Values("Host"));
    }

    [Fact]
    public async Task Nothing_but_the_configuration_says_whom_to_trust_and_where_to_listen()
    {
        var others = Enumerable
            .Range(0, 4)
            .Select(static _ => $"http://127.0.0.1:{RunningGateway.FreePort()}")
            .ToArray();
        await using var gateway = await RunningGateway.StartAsync(
            """
            listen: [LISTEN]
            data: ./data
            realm: Orders
            https: optional
            upstreams: { app: http://127.0.0.1:1 }
            routes:
              - { path: /**, upstream: app, schemes: [basic] }
            """,
            folder =>
                File.WriteAllText(
                    Path.Combine(folder, "appsettings.json"),
                    $$"""{"Kestrel":{"Endpoints":{"file":{"Url":"{{others[0]}}"} } },"AllowedHosts":"nowhere.example"}"""
                ),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
                ["ASPNETCORE_Kestrel__Endpoints__first__Url"] = others[1],
                ["DOTNET_Kestrel__Endpoints__second__Url"] = others[2],
                ["Kestrel__Endpoints__third__Url"] = others[3],
            }
        );
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Address);
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        using var refused = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var explained = await gateway.CommandAsync(
            "explain",
            refused.Headers.GetValues("Gatehouse-Reference").Single()
        );
        Assert.Contains("From:      127.0.0.1", explained.Good(), StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.9", explained.Good(), StringComparison.Ordinal);
        foreach (var other in others)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() =>
                client.GetAsync(new Uri(other), TestContext.Current.CancellationToken)
            );
        }
    }

    [Fact]
    public async Task Nobodys_word_counts_where_nobody_is_trusted()
    {
        var echo = await Echo.ReadAsync(
            await gateways.SendAsync(
                gateways.Distrusting,
                "/open/x",
                Described("192.0.2.1")
                    + Field("X-Forwarded-Host", "staff.example")
                    + Field("X-Forwarded-Port", "1")
                    + Field("X-Forwarded-Server", "evil")
                    + Field("X-Forwarded-Uri", "/staff/x")
                    + Field("X-Forwarded-Method", "DELETE")
                    + Field("X-Real-IP", "192.0.2.1")
                    + Field("Forwarded", "for=192.0.2.1;host=staff.example;proto=https")
            )
        );
        Assert.Equal(["127.0.0.1"], echo.Values("X-Forwarded-For"));
        Assert.Equal(["127.0.0.1"], echo.Values("X-Real-IP"));
        Assert.Equal(["http"], echo.Values("X-Forwarded-Proto"));
        Assert.Equal([gateways.Distrusting.Address.Authority], echo.Values("X-Forwarded-Host"));
        foreach (
            var name in (string[])
                ["X-Forwarded-Port", "X-Forwarded-Server", "X-Forwarded-Uri", "X-Forwarded-Method", "Forwarded"]
        )
        {
            Assert.Empty(echo.Values(name));
        }

        using var staff = await gateways.SendAsync(
            gateways.Distrusting,
            "/staff/x",
            Field("X-Forwarded-Host", "staff.example")
        );
        Assert.Equal(HttpStatusCode.Unauthorized, staff.StatusCode);
    }

    [Theory]
    [InlineData("staff.example", HttpStatusCode.OK)]
    [InlineData("STAFF.example.", HttpStatusCode.OK)]
    [InlineData("staff.example:443", HttpStatusCode.OK)]
    [InlineData("other.example", HttpStatusCode.Unauthorized)]
    [InlineData("staff.example, other.example", HttpStatusCode.Unauthorized)]
    public async Task Host_that_a_trusted_proxy_names_chooses_the_route(string host, HttpStatusCode status)
    {
        using var response = await gateways.SendAsync(
            gateways.Trusting,
            "/staff/x",
            Described("192.0.2.1") + Field("X-Forwarded-Host", host)
        );
        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Plain_http_from_beyond_is_moved_to_https_and_only_a_trusted_proxys_word_makes_it_https()
    {
        foreach (var proto in (string[])["http", "HTTPS, http", "httpsx", "ws"])
        {
            using var moved = await gateways.SendAsync(
                gateways.Trusting,
                "/open/x?a=b",
                Field("X-Forwarded-For", "192.0.2.1") + Field("X-Forwarded-Proto", proto)
            );
            Assert.Equal(HttpStatusCode.PermanentRedirect, moved.StatusCode);
            Assert.Equal("https://api.example/open/x?a=b", moved.Headers.Location?.OriginalString);
        }

        using var secure = await gateways.SendAsync(gateways.Trusting, "/open/x", Described("192.0.2.1"));
        Assert.Equal(HttpStatusCode.OK, secure.StatusCode);
        Assert.Single(secure.Headers.GetValues("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Limits_count_the_client_and_not_the_proxy()
    {
        foreach (var client in (string[])["192.0.2.11", "192.0.2.12"])
        {
            using var first = await gateways.SendAsync(gateways.Trusting, "/limited/x", Described(client));
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            using var second = await gateways.SendAsync(
                gateways.Trusting,
                "/limited/x",
                Described("192.0.2.99, " + client)
            );
            Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        }
    }

    private static Action<HttpRequestMessage> Described(string chain) =>
        Field("X-Forwarded-For", chain) + Field("X-Forwarded-Proto", "https");
}
