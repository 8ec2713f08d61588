using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gatehouse.Lab.Tests.Proxies;

public class ForwardProxyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_knows_the_proxys_password_gets_through_to_http()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = ClientOf(lab, LabPlace.ForwardProxy, LabAccount.Bob);
        using var answer = await client.GetAsync(new Uri(lab.Url, "proxy.authentication-required?a=%2F"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        int[] asked = [407, 200];
        Assert.Equal(asked, At(lab, LabPlace.ForwardProxy).Select(request => request.Status));
        var arrived = Assert.Single(At(lab, LabPlace.Main));
        Assert.Equal("/proxy.authentication-required?a=%2F", arrived.Target);
        Assert.Empty(arrived.Lines("Proxy-Authorization"));
        Assert.Equal("1.1 lab", Assert.Single(arrived.Lines("Via")));
    }

    [Fact]
    public async Task A_client_that_knows_the_proxys_password_gets_a_tunnel_to_https()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = ClientOf(lab, LabPlace.ForwardProxy, LabAccount.Bob);
        using var answer = await client.GetAsync(
            new Uri(lab.AddressOf(LabPlace.Tls), "proxy.authentication-required"),
            Cancellation
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("CONNECT", At(lab, LabPlace.ForwardProxy)[^1].Method);
    }

    [Fact]
    public async Task A_tunnel_is_refused_to_who_has_no_password_for_the_proxy()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = ClientOf(lab, LabPlace.ForwardProxy, user: null);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri(lab.AddressOf(LabPlace.Tls), "proxy.authentication-required"), Cancellation)
        );
        Assert.Contains("407", refused.Message, StringComparison.Ordinal);
        Assert.Equal("proxy.authentication-required", At(lab, LabPlace.ForwardProxy)[^1].Cause?.Id);
    }

    [Fact]
    public async Task A_body_goes_through()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = ClientOf(lab, LabPlace.StrippingProxy, user: null);
        var body = new string('x', 60_000);
        using var content = new StringContent(body);
        using var answer = await client.PostAsync(
            new Uri(lab.Url, "_lab/webhook-signature?age=0s"),
            content,
            Cancellation
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(body, Encoding.UTF8.GetString(At(lab, LabPlace.Main)[0].Body.Span));
    }

    [Fact]
    public async Task Nobody_gets_in_past_the_proxy()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = ClientOf(lab, proxy: null, user: null);
        using var answer = await client.GetAsync(lab.Cause("proxy.authentication-required").Url, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        using var portal = await client.GetAsync(lab.Cause("proxy.captive-portal").Url, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, portal.StatusCode);
    }

    [Fact]
    public async Task The_proxies_lead_nowhere_but_to_the_lab()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = ClientOf(lab, LabPlace.StrippingProxy, user: null);
        using var answer = await client.GetAsync(new Uri("http://192.0.2.1/"), Cancellation);
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        using var dead = await client.GetAsync(lab.AddressOf(LabPlace.Dead), Cancellation);
        Assert.Equal(HttpStatusCode.BadGateway, dead.StatusCode);
    }

    [Fact]
    public async Task A_browser_is_led_to_the_portals_page_and_a_tunnel_is_not_opened()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = ClientOf(lab, LabPlace.Portal, user: null);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var led = await client.GetAsync(lab.Cause("proxy.captive-portal").Url, Cancellation);
        var page = new Uri(lab.AddressOf(LabPlace.Portal), "sign-in");
        Assert.Equal(page, led.Headers.Location);
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri(lab.AddressOf(LabPlace.Tls), "proxy.captive-portal"), Cancellation)
        );
        using var agreed = await client.PostAsync(page, content: null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, agreed.StatusCode);
        using var answer = await client.GetAsync(
            new Uri(lab.AddressOf(LabPlace.Tls), "proxy.captive-portal"),
            Cancellation
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_filter_blocks_tunnels_to_the_host_too()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = ClientOf(lab, LabPlace.BlockingProxy, user: null);
        var port = lab.AddressOf(LabPlace.Tls).Port;
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri($"https://orders.lab.example:{port}/proxy.blocked"), Cancellation)
        );
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    private static List<LabRequest> At(Lab lab, LabPlace place) =>
        [.. lab.Requests.Where(request => request.Place == place)];

    private static HttpClient ClientOf(Lab lab, LabPlace? proxy, string? user)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = proxy is not null,
            Proxy = proxy is { } place
                ? new WebProxy(lab.AddressOf(place))
                {
                    Credentials = user is null ? null : new NetworkCredential(user, LabAccount.Password),
                }
                : null,
        };
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(lab.Parts.Authority.Root);
        handler.SslOptions.CertificateChainPolicy = policy;
        var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String(Encoding.UTF8.GetBytes($"{LabAccount.Alice}:{LabAccount.Password}"))
        );
        return client;
    }
}
