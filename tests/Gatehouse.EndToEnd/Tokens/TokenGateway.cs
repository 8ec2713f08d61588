using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Decisions.CrossSite;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Serving;
using Gatehouse.Protocol.Jose;
using Gatehouse.Storage;
using Gatehouse.TestKit;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>
/// A gateway of its own for a test, on a real port with a real site behind it, under a clock that the test moves: alice
/// and her programs, a robot with a key, a second process on the same store.
/// </summary>
public sealed class TokenGateway : IAsyncDisposable
{
    /// <summary>The address under which the gateway is known.</summary>
    public const string Site = "https://www.example";

    /// <summary>The redirect URI of the program <c>phone</c>.</summary>
    public const string Redirect = "com.example.phone:/cb";

    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-tokens-").FullName;
    private readonly List<GatewayServer> _servers = [];
    private readonly SigningKey _programKey = SigningKey.CreateEs256();
    private UpstreamSite _upstream = null!;

    private readonly string _more;

    private TokenGateway(string more) => _more = more;

    /// <summary>The clock of everything.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>The store that the gateways share.</summary>
    public SqliteStore Store { get; private set; } = null!;

    /// <summary>Sends requests; follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Where the first gateway listens.</summary>
    public Uri Address => _servers[0].Addresses[0];

    /// <summary>The robot's key.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The key's id.</summary>
    public string KeyId { get; private set; } = "";

    /// <summary>The session of alice.</summary>
    public string Session { get; private set; } = "";

    /// <summary>The public id of <see cref="Session"/>.</summary>
    public string SessionId { get; private set; } = "";

    /// <summary>Starts one, with further settings where a test needs them.</summary>
    public static async Task<TokenGateway> StartAsync(string more = "")
    {
        var gateway = new TokenGateway(more);
        gateway._upstream = await UpstreamSite.StartAsync();
        gateway.Store = await SqliteStore.OpenAsync(
            new StoreOptions { DataDirectory = Path.Combine(gateway._folder, "data"), TimeProvider = gateway.Time },
            CancellationToken.None
        );
        foreach (var (name, role) in ((string, string)[])[("alice", "clerk"), ("robot", "admin")])
        {
            await gateway.Store.AddUserAsync(
                new NewUser(name, PasswordHash: null, Email: null, [role]),
                CancellationToken.None
            );
        }

        gateway.Key = ApiKey.Create();
        gateway.KeyId = ApiKey.CreateId();
        await gateway.Store.AddKeyAsync(
            new NewKey(
                gateway.KeyId,
                ApiKey.Hash(gateway.Key),
                "robot",
                "for the robot",
                ["orders:read", "orders:write"],
                From: [],
                ExpiresAt: null
            ),
            CancellationToken.None
        );
        await File.WriteAllTextAsync(
            Path.Combine(gateway._folder, "reports.json"),
            $$"""{"keys":[{{gateway._programKey.PublicJwk()}}]}"""
        );
        await gateway.SignInAsync("alice");
        await gateway.StartProcessAsync();
        return gateway;
    }

    /// <summary>Starts another gateway on the same store.</summary>
    public async Task<Uri> StartProcessAsync()
    {
        var result = ConfigurationReader.Read(
            (Configuration + '\n' + _more)
                .Replace("UPSTREAM", _upstream.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace("DATA", Path.Combine(_folder, "data"), StringComparison.Ordinal),
            "gatehouse.yaml",
            _folder,
            new SecretResolver(name =>
                name switch
                {
                    "REPORTS_SECRET" => "a secret of 32 characters, or so",
                    "PLUS_SECRET" => "a+secret%of 32 characters, or so",
                    _ => null,
                }
            )
        );
        Assert.DoesNotContain(result.Problems, problem => problem.Severity == Severity.Error);
        var server = await GatewayServer.StartAsync(
            new GatewayServerOptions { Configuration = result.Configuration!, TimeProvider = Time },
            CancellationToken.None
        );
        _servers.Add(server);
        return server.Addresses[0];
    }

    /// <summary>Begins a session of a person, which <see cref="Session"/> then is.</summary>
    public async Task SignInAsync(string name)
    {
        (SessionId, Session) = (SessionText.CreateId(), SessionText.Create());
        var person = await Store.FindUserAsync(name, CancellationToken.None);
        await Store.StartSessionAsync(
            new NewSession(SessionId, SessionText.Hash(Session), person!.Id, "127.0.0.1", "a test"),
            CancellationToken.None
        );
    }

    /// <summary>A verifier and its challenge.</summary>
    public static (string Verifier, string Challenge) Pkce()
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (verifier, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }

    /// <summary>What an authorization request of the program <c>phone</c> holds.</summary>
    public static Dictionary<string, string> Request(string challenge) =>
        new(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = "phone",
            ["redirect_uri"] = Redirect,
            ["code_challenge"] = challenge,
            ["code_challenge_method"] = "S256",
            ["state"] = "a state & more",
            ["scope"] = "orders:read",
        };

    /// <summary>Goes to the authorization endpoint as a browser does.</summary>
    public Task<HttpResponseMessage> AuthorizeAsync(Dictionary<string, string> request, bool signedIn = true)
    {
        var query = string.Join(
            '&',
            request.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}")
        );
        return SendAsync(
            HttpMethod.Get,
            "/_gatehouse/authorize?" + query,
            body: null,
            ("Accept", "text/html"),
            ("Sec-Fetch-Mode", "navigate"),
            ("Cookie", signedIn ? "gatehouse=" + Session : "none=1")
        );
    }

    /// <summary>Answers the page that the authorization endpoint shows.</summary>
    public async Task<HttpResponseMessage> DecideAsync(string page, string decision)
    {
        var keys = await Store.ListSiteKeysAsync(KeyPurpose.Cookie, CancellationToken.None);
        return await SendAsync(
            HttpMethod.Post,
            "/_gatehouse/authorize",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["csrf_token"] = new FormTokens(keys).Create(SessionId),
                ["request"] = SignInSite.HiddenField(page, "request"),
                ["decision"] = decision,
            },
            ("Accept", "text/html"),
            ("Sec-Fetch-Site", "same-origin"),
            ("Cookie", "gatehouse=" + Session)
        );
    }

    /// <summary>A code for the program <c>phone</c>, and its verifier.</summary>
    public async Task<(string Code, string Verifier)> CodeAsync(Action<Dictionary<string, string>>? change = null)
    {
        var (verifier, challenge) = Pkce();
        var request = Request(challenge);
        change?.Invoke(request);
        using var shown = await AuthorizeAsync(request);
        var page = await shown.Content.ReadAsStringAsync();
        Assert.True((int)shown.StatusCode == 200, page);
        using var answer = await DecideAsync(page, "allow");
        Assert.Equal(303, (int)answer.StatusCode);
        return (Parameter(answer.Headers.Location!, "code"), verifier);
    }

    /// <summary>The first pair of tokens for the program <c>phone</c>.</summary>
    public async Task<Pair> PairAsync(Action<Dictionary<string, string>>? change = null)
    {
        var (code, verifier) = await CodeAsync(change);
        using var answer = await TokenAsync(Exchange(code, verifier));
        return await Pair.ReadAsync(answer);
    }

    /// <summary>A token for the robot's key.</summary>
    public async Task<Pair> ForKeyAsync(string scope)
    {
        using var answer = await TokenAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = KeyId,
                ["client_secret"] = Key,
                ["scope"] = scope,
            }
        );
        return await Pair.ReadAsync(answer);
    }

    /// <summary>The form that exchanges a code.</summary>
    public static Dictionary<string, string> Exchange(string code, string verifier) =>
        new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = "phone",
            ["code"] = code,
            ["redirect_uri"] = Redirect,
            ["code_verifier"] = verifier,
        };

    /// <summary>The form that uses a refresh token.</summary>
    public static Dictionary<string, string> Refresh(string token) =>
        new(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "phone",
            ["refresh_token"] = token,
        };

    /// <summary>Asks the token endpoint.</summary>
    public Task<HttpResponseMessage> TokenAsync(
        Dictionary<string, string> form,
        params (string Name, string Value)[] fields
    ) => SendAsync(HttpMethod.Post, "/_gatehouse/token", form, fields);

    /// <summary>An assertion by which the program <c>signer</c> says who it is.</summary>
    public string Assertion(Action<Dictionary<string, object>>? change = null)
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = "signer",
            ["sub"] = "signer",
            ["aud"] = Site,
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now,
            ["exp"] = now + 60,
        };
        change?.Invoke(claims);
        return _programKey.Sign("JWT", JsonSerializer.SerializeToUtf8Bytes(claims));
    }

    /// <summary>An access token of the provider <c>machine</c>; null removes a claim.</summary>
    public string Foreign(Action<JsonObject>? change = null, SigningKey? signer = null)
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = "https://issuer.example",
            ["aud"] = "orders",
            ["sub"] = "service-1",
            ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now,
            ["exp"] = now + 600,
            ["scope"] = "orders:read",
        };
        change?.Invoke(claims);
        return (signer ?? _programKey).Sign("at+jwt", JsonSerializer.SerializeToUtf8Bytes(claims));
    }

    /// <summary>What the site says to a request with a token: its status, or what was refused.</summary>
    public async Task<string> GetAsync(string path, string token, Uri? process = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(process ?? Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? "ok"
            : JsonDocument.Parse(body).RootElement.GetProperty("cause").GetString()!;
    }

    /// <summary>What the operator is told of a refusal; it is in the journal a moment after the answer.</summary>
    public Task<string> ExplainAsync(string reference, string evidence) =>
        Eventually.HoldsAsync(
            async () =>
                (
                    await GatehouseProgram.RunAsync(["explain", reference, "--data", Path.Combine(_folder, "data")])
                ).Good(),
            told => told.Contains(evidence, StringComparison.Ordinal)
        );

    /// <summary>Sends a request to the first gateway.</summary>
    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string target,
        Dictionary<string, string>? body,
        params (string Name, string Value)[] fields
    )
    {
        var request = new HttpRequestMessage(method, new Uri(Address, target));
        if (body is not null)
        {
            request.Content = new FormUrlEncodedContent(body);
        }

        foreach (var (name, value) in fields)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Http.SendAsync(request);
    }

    /// <summary>Stops the gateways: what they had to write is written.</summary>
    public async Task StopAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        _servers.Clear();
    }

    /// <summary>Every octet of the files that the store keeps.</summary>
    public byte[] StoredOctets() =>
        [
            .. Directory
                .GetFiles(Path.Combine(_folder, "data"), "*.db*")
                .SelectMany(file =>
                {
                    using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                    using var copy = new MemoryStream();
                    stream.CopyTo(copy);
                    return copy.ToArray();
                }),
        ];

    /// <summary>Where an answer of the authorization endpoint goes: by redirect, or by a page that goes on.</summary>
    public static async Task<Uri> GoesToAsync(HttpResponseMessage answer)
    {
        if (answer.Headers.Location is { } location)
        {
            return location;
        }

        const string Before = "<meta http-equiv=\"refresh\" content=\"0;url=";
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains(Before, page, StringComparison.Ordinal);
        var rest = page[(page.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..];
        return new Uri(System.Net.WebUtility.HtmlDecode(rest[..rest.IndexOf('"', StringComparison.Ordinal)]));
    }

    /// <summary>A parameter of an address.</summary>
    public static string Parameter(Uri address, string name) =>
        Uri.UnescapeDataString(
            address
                .OriginalString.Split('?', 2)[1]
                .Split('&')
                .Select(part => part.Split('=', 2))
                .Single(part => part[0] == name)[1]
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await Store.DisposeAsync();
        await _upstream.DisposeAsync();
        _programKey.Dispose();
        Http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private const string Configuration = """
        listen: [http://127.0.0.1:0]
        public-url: https://www.example
        https: optional
        realm: Example
        data: DATA
        roles: { clerk: [orders:read], admin: [orders:read, orders:write] }
        upstreams: { app: { url: UPSTREAM, audience: https://www.example } }
        providers: { machine: { type: jwt, issuer: https://issuer.example, audience: orders, jwks-file: reports.json } }
        applications:
          - { id: phone, name: Orders for phones, redirect-uris: [com.example.phone:/cb, "http://127.0.0.1/cb"], scopes: [orders:read, orders:write] }
          - { id: other, redirect-uris: [com.example.other:/cb], scopes: [orders:read] }
          - { id: reports, client-secret: { env: REPORTS_SECRET }, user: robot, scopes: [orders:read] }
          - { id: signer, jwks-file: reports.json, user: robot, scopes: [orders:read] }
          - { id: plus, client-secret: { env: PLUS_SECRET }, user: robot, scopes: [orders:read] }
          - { id: locked, client-secret: { env: NOT_THERE }, user: robot }
        routes:
          - { path: /orders/**, upstream: app, schemes: [bearer], require: { scopes: [orders:read] } }
          - { path: /write/**, upstream: app, schemes: [bearer], require: { scopes: [orders:write] } }
          - { path: /mcp/**, upstream: app, schemes: [bearer], resource: /mcp, require: { scopes: [orders:read] } }
          - { path: /fresh/**, upstream: app, schemes: [bearer], require: { fresh: 5m } }
          - { path: /any/**, upstream: app, schemes: [session, basic, key, bearer] }
          - { path: /clerks/**, upstream: app, schemes: [bearer], require: { roles: [clerk] } }
          - { path: /keys/**, upstream: app, schemes: [key] }
          - { path: /bearer/**, upstream: app, schemes: [bearer], providers: [machine], require: { scopes: [orders:read] } }
          - { path: /dpop/**, upstream: app, schemes: [dpop], providers: [machine], cors: { origins: [https://shop.example] } }
          - { path: /both/**, upstream: app, schemes: [bearer, dpop], providers: [machine] }
          - { path: /strong/**, upstream: app, schemes: [bearer, dpop], providers: [machine], require: { factor: 2, scopes: [orders:read] } }
          - { path: /recent/**, upstream: app, schemes: [bearer], providers: [machine], require: { fresh: 5m } }
          - { path: /recent-and-strong/**, upstream: app, schemes: [bearer], providers: [machine], require: { fresh: 5m, factor: 2 } }
        """;
}
