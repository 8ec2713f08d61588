using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>An application behind a proxy that asks a gateway about every request.</summary>
public sealed class FrontProxySite<TRecipe> : IAsyncLifetime
    where TRecipe : FrontProxyRecipe, new()
{
    private const string Configuration = """
        listen: [LISTEN]
        realm: Example
        contact: admin@example.com
        trusted-proxies: [127.0.0.1/32]
        roles: { clerk: [orders:read] }
        upstreams: { locked: { url: "http://127.0.0.1:1", credentials: { bearer: { env: GATEHOUSE_TEST_MISSING } } } }
        routes:
          - { path: /public/**, allow: everyone }
          - { path: /orders/**, schemes: [key, basic], assertion: true }
          - { path: /staff/**, schemes: [basic], require: { roles: [staff] } }
          - { path: /internal/**, schemes: [basic], require: { roles: [staff] }, hidden: true }
          - { path: /rare/**, allow: everyone, limits: { rate: 1/h, burst: 1 } }
          - { path: /locked/**, schemes: [basic], upstream: locked }
          - { path: /old/**, moved-to: /public/ }
          - { path: /people/**, schemes: [session] }
          - { path: /shop/**, schemes: [basic], cors: { origins: [https://shop.example], methods: [GET] } }
        """;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Why nothing can be run, or null.</summary>
    public string? Missing { get; private set; }

    /// <summary>The gateway that is asked.</summary>
    public RunningGateway Gateway { get; private set; } = null!;

    /// <summary>The application.</summary>
    public UpstreamSite Application { get; private set; } = null!;

    /// <summary>The proxy.</summary>
    public FrontProxy Proxy { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var recipe = new TRecipe();
        Missing = recipe.Missing;
        if (Missing is not null)
        {
            return;
        }

        Application = await UpstreamSite.StartAsync();
        Gateway = await RunningGateway.StartAsync(Configuration);
        (
            await Gateway.CommandWithInputAsync(
                OrdersSite.Password + "\n",
                ["user", "add", "alice", "--role", "clerk", "--password-stdin"]
            )
        ).Good();
        Proxy = await FrontProxy.StartAsync(recipe, Gateway.Address, Application.Address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await (Proxy?.DisposeAsync() ?? default);
        await (Gateway?.DisposeAsync() ?? default);
        await (Application?.DisposeAsync() ?? default);
    }

    /// <summary>Sends GET through the proxy, the target letter for letter.</summary>
    public Task<HttpResponseMessage> GetAsync(string target, Action<HttpRequestMessage>? change = null) =>
        SendAsync(HttpMethod.Get, target, change);

    /// <summary>Sends a request through the proxy, the target letter for letter.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string target,
        Action<HttpRequestMessage>? change = null
    )
    {
        var request = new HttpRequestMessage(
            method,
            new Uri(
                Proxy.Address.GetLeftPart(UriPartial.Authority) + target,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );
        change?.Invoke(request);
        return _http.SendAsync(request);
    }

    /// <summary>Sends octets as they are; the whole answer.</summary>
    public Task<string> ExchangeAsync(string request) => RawClient.ExchangeAsync(Proxy.Address.Port, request);
}
