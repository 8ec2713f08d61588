namespace Gatehouse.EndToEnd.Harness;

/// <summary>Two gateways with the same routes: one trusts the proxy that asks it, one trusts nobody.</summary>
public sealed class TrustingAndNot : IAsyncLifetime
{
    private const string Configuration = """
        listen: [LISTEN]
        public-url: https://api.example
        upstreams: { app: UPSTREAM }
        admission: { deny: [203.0.113.0/24] }
        routes:
          - { path: /limited/**, upstream: app, allow: everyone, limits: { rate: 1/h, burst: 1 } }
          - { path: /staff/**, host: staff.example, upstream: app, allow: everyone }
          - { path: /open/**, upstream: app, allow: everyone }
          - { path: /**, upstream: app, schemes: [basic] }

        """;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private UpstreamSite _upstream = null!;

    /// <summary>Trusts 127.0.0.1 and 198.51.100.0/24.</summary>
    public RunningGateway Trusting { get; private set; } = null!;

    /// <summary>Trusts nobody.</summary>
    public RunningGateway Distrusting { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _upstream = await UpstreamSite.StartAsync();
        var configuration = Configuration.Replace(
            "UPSTREAM",
            _upstream.Address.GetLeftPart(UriPartial.Authority),
            StringComparison.Ordinal
        );
        Trusting = await RunningGateway.StartAsync(
            configuration + "trusted-proxies: [127.0.0.1/32, 198.51.100.0/24]\n"
        );
        Distrusting = await RunningGateway.StartAsync(configuration);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Trusting.DisposeAsync();
        await Distrusting.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    /// <summary>Sends GET.</summary>
    public Task<HttpResponseMessage> SendAsync(RunningGateway gateway, string target, Action<HttpRequestMessage> change)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, target));
        change(request);
        return _http.SendAsync(request);
    }
}
