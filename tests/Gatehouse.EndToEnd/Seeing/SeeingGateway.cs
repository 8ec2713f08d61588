using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Users;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Serving;
using Gatehouse.Protocol.Jose;
using Gatehouse.Storage;
using Gatehouse.TestKit;

namespace Gatehouse.EndToEnd.Seeing;

/// <summary>
/// A gateway of its own for a test, on a real port with a real site behind it, under a clock that the test moves: a
/// provider whose keys can change, an operator and a clerk.
/// </summary>
public sealed class SeeingGateway : IAsyncDisposable
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse: battery";

    private readonly List<string> _said = [];
    private readonly Dictionary<string, string> _environment;
    private SigningKey _key = SigningKey.CreateEs256();
    private UpstreamSite _upstream = null!;
    private GatewayServer? _server;
    private string _more;

    private SeeingGateway(string more, Dictionary<string, string> environment) =>
        (_more, _environment) = (more, environment);

    /// <summary>The clock of everything.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>The folder with the configuration and the data.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("gatehouse-seeing-").FullName;

    /// <summary>The configuration's path.</summary>
    public string ConfigurationFile => Path.Combine(Folder, "gatehouse.yaml");

    /// <summary>Where it listens.</summary>
    public Uri Address => _server!.Addresses[0];

    /// <summary>Sends requests; follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>The lines it has told its operator.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_said)
            {
                return [.. _said];
            }
        }
    }

    /// <summary>Starts one, with further settings where a test needs them.</summary>
    public static async Task<SeeingGateway> StartAsync(string more = "", Dictionary<string, string>? environment = null)
    {
        var gateway = new SeeingGateway(more, environment ?? new(StringComparer.Ordinal));
        gateway._upstream = await UpstreamSite.StartAsync();
        gateway.WriteKeys();
        await using (
            var store = await SqliteStore.OpenAsync(
                new StoreOptions { DataDirectory = Path.Combine(gateway.Folder, "data"), TimeProvider = gateway.Time },
                CancellationToken.None
            )
        )
        {
            foreach (var (name, role) in ((string, string)[])[("olga", "operator"), ("alice", "clerk")])
            {
                await store.AddUserAsync(
                    new NewUser(name, PasswordHash.Create(Password), Email: null, [role]),
                    CancellationToken.None
                );
            }
        }

        await gateway.RestartAsync();
        return gateway;
    }

    /// <summary>Starts it anew on the same data, with other further settings where they are given.</summary>
    public async Task RestartAsync(string? more = null)
    {
        _more = more ?? _more;
        await StopAsync();
        var before = Said.Count;
        await File.WriteAllTextAsync(ConfigurationFile, Text());
        var result = ConfigurationReader.Read(
            Text(),
            "gatehouse.yaml",
            Folder,
            new SecretResolver(name => _environment.GetValueOrDefault(name))
        );
        Assert.DoesNotContain(result.Problems, problem => problem.Severity == Severity.Error);
        _server = await GatewayServer.StartAsync(
            new GatewayServerOptions
            {
                Configuration = result.Configuration!,
                ConfigurationFile = ConfigurationFile,
                TimeProvider = Time,
                Log = line =>
                {
                    lock (_said)
                    {
                        _said.Add(line);
                    }
                },
            },
            CancellationToken.None
        );
        await ToldAsync(before, "jwks.json");
    }

    /// <summary>Waits until it has told its operator of something since so many lines.</summary>
    public Task ToldAsync(int before, string word) =>
        Eventually.HoldsAsync(
            async () =>
            {
                await Task.Yield();
                return string.Join('\n', Said.Skip(before));
            },
            said => said.Contains(word, StringComparison.Ordinal)
        );

    /// <summary>Stops it: what it had to write is written.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }
    }

    /// <summary>Lets the provider publish another key in the place of the one it had; the gateway knows when this returns.</summary>
    public async Task RotateKeysAsync()
    {
        var before = Said.Count;
        _key.Dispose();
        _key = SigningKey.CreateEs256();
        WriteKeys();
        Time.Advance(TimeSpan.FromSeconds(2));
        await ToldAsync(before, "jwks.json");
    }

    /// <summary>A token of the provider; null removes a claim.</summary>
    public string Token(Action<JsonObject>? change = null)
    {
        var now = Time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = "https://issuer.example",
            ["aud"] = "orders",
            ["sub"] = "service-1",
            ["iat"] = now,
            ["exp"] = now + 600,
        };
        change?.Invoke(claims);
        return _key.Sign("at+jwt", JsonSerializer.SerializeToUtf8Bytes(claims));
    }

    /// <summary>A token that ended long ago.</summary>
    public string ExpiredToken(string subject) =>
        Token(claims =>
        {
            claims["sub"] = subject;
            claims["exp"] = Time.GetUtcNow().ToUnixTimeSeconds() - 3600;
        });

    /// <summary>Sends GET.</summary>
    public Task<HttpResponseMessage> GetAsync(string target, params (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, target));
        foreach (var (name, value) in fields)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Http.SendAsync(request);
    }

    /// <summary>Sends GET, and gives the status and the body of the answer.</summary>
    public async Task<(int Status, string Body)> AskAsync(string target, params (string Name, string Value)[] fields)
    {
        using var answer = await GetAsync(target, fields);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The field with Basic credentials.</summary>
    public static (string Name, string Value) Basic(string name, string password = Password) =>
        (
            "Authorization",
            new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"))
            ).ToString()
        );

    /// <summary>The field with a token.</summary>
    public static (string Name, string Value) Bearer(string token) => ("Authorization", "Bearer " + token);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _upstream.DisposeAsync();
        _key.Dispose();
        Http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private string Text() =>
        (Configuration + '\n' + _more + '\n')
            .Replace("UPSTREAM", _upstream.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("DATA", Path.Combine(Folder, "data"), StringComparison.Ordinal);

    /// <summary>Puts the file in its place whole: the gateway may read it at any moment.</summary>
    private void WriteKeys()
    {
        var written = Path.Combine(Folder, "jwks.new");
        File.WriteAllText(written, $$"""{"keys":[{{_key.PublicJwk()}}]}""");
        File.Move(written, Path.Combine(Folder, "jwks.json"), overwrite: true);
    }

    private const string Configuration = """
        listen: [http://127.0.0.1:0]
        public-url: http://127.0.0.1:8080
        data: DATA
        roles: { clerk: [orders:read], operator: [] }
        upstreams: { app: UPSTREAM }
        providers: { corp: { type: jwt, issuer: https://issuer.example, audience: orders, jwks-file: jwks.json } }
        routes:
          - { path: /public/**, allow: everyone, upstream: app }
          - { path: /orders/**, upstream: app, schemes: [bearer], providers: [corp] }
          - { path: /clerks/**, upstream: app, schemes: [basic, key], require: { roles: [clerk] } }
          - { path: /**, upstream: app, schemes: [session, basic, key] }
        """;
}
