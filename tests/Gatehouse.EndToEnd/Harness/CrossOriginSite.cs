using System.Text.Json;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>A site that pages of other origins call, with whatever routes a test adds.</summary>
public sealed class CrossOriginSite : IAsyncDisposable
{
    /// <summary>The origin that may call <c>/app/**</c> and its neighbours, with credentials.</summary>
    public const string App = "https://app.example";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private CrossOriginSite(RunningGateway gateway, UpstreamSite upstream)
    {
        Gateway = gateway;
        Upstream = upstream;
    }

    /// <summary>The gateway.</summary>
    public RunningGateway Gateway { get; }

    /// <summary>The site behind it.</summary>
    public UpstreamSite Upstream { get; }

    /// <summary>Alice's password.</summary>
    public static string Password => OrdersSite.Password;

    /// <summary>Starts it, with routes (one a line, in YAML's flow form) that come before its own.</summary>
    public static async Task<CrossOriginSite> StartAsync(IEnumerable<string> routes)
    {
        var upstream = await UpstreamSite.StartAsync();
        var gateway = await RunningGateway.StartAsync(
            Configuration(routes, upstream.Address.GetLeftPart(UriPartial.Authority))
        );
        (
            await gateway.CommandWithInputAsync(
                Password + "\n",
                ["user", "add", "alice", "--role", "clerk", "--password-stdin"]
            )
        ).Good();
        return new CrossOriginSite(gateway, upstream);
    }

    /// <summary>Whether the configuration takes a route.</summary>
    public static bool Takes(string route) =>
        ConfigurationReader
            .Read(
                Configuration([route], "http://127.0.0.1:1")
                    .Replace("LISTEN", "http://127.0.0.1:1", StringComparison.Ordinal),
                "gatehouse.yaml",
                Path.GetTempPath()
            )
            .Configuration
            is not null;

    /// <summary>Text as YAML takes it whatever is in it.</summary>
    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>Sends a request with these fields.</summary>
    public async Task<ReceivedAnswer> SendAsync(
        string method,
        string target,
        params (string Name, string Value)[] fields
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(method),
            new Uri(
                Gateway.Address.GetLeftPart(UriPartial.Authority) + target,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
            )
        );
        foreach (var (name, value) in fields)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content ??= new ByteArrayContent([]);
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request);
        return ReceivedAnswer.Of(response);
    }

    /// <summary>Sends the preflight that a browser sends for a page of this origin.</summary>
    public Task<ReceivedAnswer> PreflightAsync(
        string target,
        string origin,
        string method,
        IReadOnlyCollection<string>? headers = null,
        params (string Name, string Value)[] more
    ) =>
        SendAsync(
            "OPTIONS",
            target,
            [
                ("Origin", origin),
                ("Access-Control-Request-Method", method),
                .. headers is { Count: > 0 }
                    ? ((string, string)[])
                        [
                            (
                                "Access-Control-Request-Headers",
                                string.Join(
                                    ',',
                                    headers.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal)
                                )
                            ),
                        ]
                    : [],
                .. more,
            ]
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    private static string Configuration(IEnumerable<string> routes, string upstream) =>
        $$"""
            listen: [LISTEN]
            public-url: https://example.com
            realm: Example
            roles: { clerk: [orders:read] }
            upstreams:
              app: { url: "{{upstream}}", timeout: 1s }
              gone: http://127.0.0.1:1
              locked: { url: "{{upstream}}", credentials: { bearer: { env: GATEHOUSE_TEST_MISSING } } }
            providers:
              away: { type: oidc, issuer: "https://127.0.0.1:1", audience: orders }
            routes:
            {{string.Concat(routes.Select(route => $"  - {route}\n"))}}
              - { path: /app/**, upstream: app, schemes: [bearer, key, basic], CORS }
              - { path: /star/**, upstream: app, schemes: [basic], cors: { origins: ['*'], methods: [GET], headers: [authorization], expose: [etag] } }
              - { path: /staff/**, upstream: app, schemes: [basic], require: { roles: [staff] }, CORS }
              - { path: /reading/**, upstream: app, schemes: [basic], per-method: { POST: {} }, CORS }
              - { path: /nobody/**, upstream: app, allow: nobody, CORS }
              - { path: /nothing/**, allow: everyone, CORS }
              - { path: /rare/**, upstream: app, allow: everyone, limits: { rate: 1/h, burst: 1 }, CORS }
              - { path: /gone/**, upstream: gone, allow: everyone, CORS }
              - { path: /locked/**, upstream: locked, schemes: [basic], CORS }
              - { path: /away/**, upstream: app, schemes: [bearer], providers: [away], CORS }
              - { path: /late/**, upstream: app, allow: everyone, CORS }
              - { path: /plain/**, upstream: app, schemes: [key, basic] }
              - { path: /open/**, upstream: app, allow: everyone }
            """.Replace(
            "CORS",
            $"cors: {{ origins: [{App}], methods: [GET, POST, PUT], headers: [authorization], credentials: true }}",
            StringComparison.Ordinal
        );
}
