using System.Net.Http.Headers;
using System.Text;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>A site with a route for every kind of refusal, its users, keys and tokens; shared by the tests of a class.</summary>
public sealed class OrdersSite : IAsyncLifetime
{
    /// <summary>Alice's password.</summary>
    public const string Password = "correct horse: battery";

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        }
    );

    /// <summary>The gateway.</summary>
    public RunningGateway Gateway { get; private set; } = null!;

    /// <summary>The site behind it.</summary>
    public UpstreamSite Upstream { get; private set; } = null!;

    /// <summary>The issuer that it trusts.</summary>
    public Issuer Issuer { get; } = new();

    /// <summary>Another issuer that signs under the same names.</summary>
    public Issuer Forger { get; } = new();

    /// <summary>Alice's key, which may do all she may.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Its id.</summary>
    public string KeyId { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Upstream = await UpstreamSite.StartAsync();
        Gateway = await RunningGateway.StartAsync(
            Configuration.Replace(
                "UPSTREAM",
                Upstream.Address.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            ),
            folder => File.WriteAllText(Path.Combine(folder, "jwks.json"), Issuer.KeySet)
        );
        await AddUserAsync("alice", Password, "clerk");
        (KeyId, Key) = await CreateKeyAsync("alice");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        Issuer.Dispose();
        Forger.Dispose();
    }

    /// <summary>Adds a user by the command line.</summary>
    public async Task AddUserAsync(string name, string password, string role, params string[] more) =>
        (
            await Gateway.CommandWithInputAsync(
                password + "\n",
                ["user", "add", name, "--role", role, "--password-stdin", .. more]
            )
        ).Good();

    /// <summary>Makes a key by the command line.</summary>
    public async Task<(string Id, string Key)> CreateKeyAsync(string user, params string[] more)
    {
        var made = (await Gateway.CommandAsync(["key", "create", user, "--name", "test", "--json", .. more])).Good();
        using var json = System.Text.Json.JsonDocument.Parse(made);
        return (json.RootElement.GetProperty("id").GetString()!, json.RootElement.GetProperty("key").GetString()!);
    }

    /// <summary>Sends a request.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string target,
        Action<HttpRequestMessage>? change = null
    )
    {
        var request = new HttpRequestMessage(method, Target(target));
        change?.Invoke(request);
        return _http.SendAsync(request);
    }

    /// <summary>Sends GET.</summary>
    public Task<HttpResponseMessage> GetAsync(string target, Action<HttpRequestMessage>? change = null) =>
        SendAsync(HttpMethod.Get, target, change);

    /// <summary>Basic credentials.</summary>
    public static Action<HttpRequestMessage> Basic(string name, string password) =>
        request =>
            request.Headers.Authorization = new(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"))
            );

    /// <summary>A bearer token.</summary>
    public static Action<HttpRequestMessage> Bearer(string token) =>
        request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

    /// <summary>A field as it stands.</summary>
    public static Action<HttpRequestMessage> Field(string name, params string[] values) =>
        request => request.Headers.TryAddWithoutValidation(name, values);

    // The target goes out letter for letter, as an attacker would send it.
    private Uri Target(string target) =>
        new(
            Gateway.Address.GetLeftPart(UriPartial.Authority) + target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }
        );

    private const string Configuration = """
        listen: [LISTEN]
        realm: Example
        contact: admin@example.com
        roles: { clerk: [orders:read], admin: [orders:read, orders:write] }
        admission: { deny: [203.0.113.0/24] }
        trusted-proxies: [127.0.0.1/32]
        upstreams:
          app: { url: UPSTREAM, timeout: 1s }
          gone: http://127.0.0.1:1
          locked: { url: UPSTREAM, credentials: { bearer: { env: GATEHOUSE_TEST_MISSING } } }
        providers:
          machine: { type: jwt, issuer: https://issuer.example, audience: orders, jwks-file: ./jwks.json }
          away: { type: oidc, issuer: "https://127.0.0.1:1", audience: orders }
        routes:
          - { path: /public/**, allow: everyone, upstream: app }
          - path: /api/**
            upstream: app
            schemes: [bearer, key, basic]
            providers: [machine, away]
            require: { scopes: [orders:read] }
            per-method: { POST: { scopes: [orders:write] }, DELETE: { roles: [admin] } }
            key: { header: X-Api-Key, query: api_key, body: api_key }
            cors: { origins: [https://shop.example], methods: [GET, POST], headers: [authorization], credentials: true }
          - { path: /any/**, upstream: app, schemes: [key, basic] }
          - { path: /internal/**, upstream: app, schemes: [basic, key], require: { roles: [staff] }, hidden: true }
          - { path: /old/**, moved-to: /new/ }
          - { path: /files/**, upstream: app, schemes: [basic], require: { roles: [admin] }, profile: iis }
          - { path: /gone/**, upstream: gone, allow: everyone }
          - { path: /nobody/**, upstream: app, allow: nobody }
          - { path: /locked/**, upstream: locked, schemes: [basic] }
          - { path: /rare/**, upstream: app, allow: everyone, limits: { rate: 1/h, burst: 1 } }
          - { path: /narrow/**, upstream: app, allow: everyone, limits: { concurrent: 1 } }
          - { path: /passing/**, upstream: app, schemes: [basic], pass-credentials: true }
        """;
}
