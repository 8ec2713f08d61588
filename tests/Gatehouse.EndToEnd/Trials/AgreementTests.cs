using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Serving;
using Gatehouse.Gateway.Trials;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Storage;

namespace Gatehouse.EndToEnd.Trials;

/// <summary>What <c>gatehouse try</c> says of a request is what a running gateway does with it.</summary>
public sealed class AgreementTests : IAsyncLifetime
{
    private const int Requests = 2000;
    private const string Password = "correct horse: battery";

    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-agreement-").FullName;
    private readonly Issuer _issuer = new();
    private UpstreamSite _upstream = null!;
    private GatewayServer _gateway = null!;
    private Trial _trial = null!;
    private string[] _credentials = [];
    private uint _state = 20_261_122;

    public async ValueTask InitializeAsync()
    {
        _upstream = await UpstreamSite.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(_folder, "jwks.json"), _issuer.KeySet);
        await File.WriteAllTextAsync(Path.Combine(_folder, "countries.csv"), "198.51.100.0/24,XX\n");
        var result = ConfigurationReader.Read(
            Configuration
                .Replace("UPSTREAM", _upstream.Address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
                .Replace("DATA", Path.Combine(_folder, "data"), StringComparison.Ordinal),
            "gatehouse.yaml",
            _folder,
            new SecretResolver(_ => null)
        );
        Assert.DoesNotContain(result.Problems, problem => problem.Severity == Severity.Error);
        _credentials = await CredentialsAsync(Path.Combine(_folder, "data"));
        _gateway = await GatewayServer.StartAsync(
            new GatewayServerOptions { Configuration = result.Configuration! },
            CancellationToken.None
        );
        _trial = await Trial.OpenAsync(
            result.Configuration!,
            TimeProvider.System,
            static _ => { },
            CancellationToken.None
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _trial.DisposeAsync();
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        _issuer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Trial_and_the_running_gateway_agree_on_two_thousand_requests()
    {
        // A key set is read in the background at the start of each of the two.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var number = 0; number < Requests; number++)
        {
            var request = Next(number);
            var live = await SendAsync(request);
            var tried = Told(await _trial.TryAsync(request, CancellationToken.None), request.Method);
            var described =
                $"{number}: {request.Method} {request.Target} host {request.Host} from {request.From}\n"
                + string.Join('\n', request.Headers.Select(line => $"{line.Name}: {line.Value}"));
            Assert.True(tried == live, $"{described}\ntried: {tried}\nlive:  {live}");
            seen.Add(live.Split('|')[1]);
        }

        Assert.InRange(seen.Count, 25, int.MaxValue);
    }

    private TrialRequest Next(int number)
    {
        var headers = new List<HeaderLine>();
        if (Chance(70))
        {
            var line = Pick(_credentials).Split(": ", 2);
            headers.Add(new HeaderLine(line[0], line[1]));
            if (Chance(4))
            {
                var second = Pick(_credentials).Split(": ", 2);
                headers.Add(new HeaderLine(second[0], second[1]));
            }
        }

        foreach (var (name, values) in Fields)
        {
            if (Chance(25))
            {
                headers.Add(new HeaderLine(name, Pick(values)));
            }
        }

        // Addresses change, so that what is counted between requests holds nobody up.
        var place =
            number % 4 == 0 ? "203.0.113."
            : number % 9 == 0 ? "198.51.100."
            : "192.0.2.";
        return new TrialRequest(
            Pick(Methods),
            Pick(Paths) + (Chance(15) ? "?" + Pick(Queries) : ""),
            Pick(Hosts),
            headers,
            IPAddress.Parse(place + (1 + (Draw() % 250)).ToString(CultureInfo.InvariantCulture)),
            AsUser: null
        );
    }

    private async Task<string> SendAsync(TrialRequest request)
    {
        var text = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"{request.Method} {request.Target} HTTP/1.1\r\n")
            .Append(CultureInfo.InvariantCulture, $"Host: {request.Host}\r\nConnection: close\r\n")
            .Append(CultureInfo.InvariantCulture, $"X-Forwarded-For: {request.From}\r\nX-Forwarded-Proto: https\r\n");
        foreach (var line in request.Headers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{line.Name}: {line.Value}\r\n");
        }

        var answer = await RawClient.ExchangeAsync(_gateway.Addresses[0].Port, text.Append("\r\n").ToString());
        var parts = answer.Split("\r\n\r\n", 2);
        var head = parts[0].Split("\r\n");
        var status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
        string[] Values(string name) =>
            [
                .. head.Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))
                    .Select(line => line[(name.Length + 2)..]),
            ];
        var reference = Values("Gatehouse-Reference").Length > 0;
        return reference
            ? Line(
                status,
                request.Method == "HEAD" ? null : CauseIn(parts[1]),
                Values("WWW-Authenticate"),
                Values("Location").FirstOrDefault(),
                Values("Allow").FirstOrDefault()
            )
            : "let through|granted";
    }

    private static string Told(TrialResult result, string method) =>
        result.Refusal is not { } refusal
            ? "let through|granted"
            : Line(
                refusal.Status,
                method == "HEAD" ? null : refusal.Cause.Id,
                [.. refusal.Challenges.Select(ChallengeWriter.Write)],
                refusal.Location,
                refusal.Allow
            );

    private static string Line(int status, string? cause, string[] challenges, string? location, string? allow) =>
        $"{status}|{cause}|{string.Join(" & ", challenges)}|{location?.Split("&reference=")[0]}|{allow}";

    private static string? CauseIn(string body)
    {
        var start = body.IndexOf('{', StringComparison.Ordinal);
        using var problem = JsonDocument.Parse(body[start..(body.LastIndexOf('}') + 1)]);
        return problem.RootElement.GetProperty("cause").GetString();
    }

    private async Task<string[]> CredentialsAsync(string data)
    {
        await using var store = await SqliteStore.OpenAsync(
            new StoreOptions { DataDirectory = data },
            CancellationToken.None
        );
        var hash = PasswordHash.Create(Password);
        foreach (var (name, role) in ((string, string)[])[("alice", "clerk"), ("boss", "admin"), ("off", "clerk")])
        {
            await store.AddUserAsync(new NewUser(name, hash, Email: null, [role]), CancellationToken.None);
        }

        await store.SetDisabledAsync("off", disabled: true, CancellationToken.None);
        var key = ApiKey.Create();
        await store.AddKeyAsync(
            new NewKey(
                ApiKey.CreateId(),
                ApiKey.Hash(key),
                "alice",
                "a key",
                ["orders:read"],
                From: [],
                ExpiresAt: null
            ),
            CancellationToken.None
        );
        var session = SessionText.Create();
        var alice = await store.FindUserAsync("alice", CancellationToken.None);
        await store.StartSessionAsync(
            new NewSession(SessionText.CreateId(), SessionText.Hash(session), alice!.Id, "127.0.0.1", "a test"),
            CancellationToken.None
        );
        string[] many = [.. Enumerable.Range(0, 4).Select(_ => "Cookie: __Host-gatehouse=" + session)];
        string[] tokens =
        [
            .. Enumerable.Range(0, 3).Select(_ => _issuer.Token()),
            _issuer.Token(claims => claims["exp"] = 1),
            _issuer.Token(claims => claims["aud"] = "others"),
            _issuer.Token(claims => claims["iss"] = "https://evil.example"),
            _issuer.Token(claims => claims["scope"] = "profile"),
            _issuer.Token(type: "logout+jwt"),
            _issuer.Token()[..^8] + "AAAAAAAA",
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIn0.",
            "no-token",
        ];
        return
        [
            .. many,
            .. tokens.Select(token => "Authorization: Bearer " + token),
            .. tokens.Select(token => "Authorization: bearer " + token),
            "Authorization: " + BasicOf("boss", Password),
            "Authorization: " + BasicOf("alice", Password),
            "Authorization: " + BasicOf("off", Password),
            "Authorization: Basic YWJj",
            "Authorization: Basic !",
            "Authorization: Digest a=\"b",
            "Authorization: Negotiate YII=",
            "Authorization: " + tokens[0],
            "Authorization: Key " + key,
            "Authorization: Key gth_none",
            "X-Api-Key: " + key,
            "X-Api-Key: nothing",
            "Cookie: __Host-gatehouse=nothing",
        ];
    }

    private static string BasicOf(string name, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"));

    private bool Chance(int percent) => Draw() % 100 < percent;

    private string Pick(string[] among) => among[Draw() % (uint)among.Length];

    // The same requests at every run.
    private uint Draw()
    {
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        return _state;
    }

    private static readonly string[] Methods =
    [
        "GET",
        "GET",
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "OPTIONS",
        "TRACE",
    ];

    private static readonly string[] Hosts =
    [
        "www.example",
        "www.example",
        "api.example",
        "other.example",
        "WWW.example.",
    ];

    private static readonly string[] Queries = ["a=1", "access_token=abc.def.ghi", "key=gth_x", "page=2&x=%00"];

    private static readonly string[] Paths =
    [
        "/",
        "/api/x",
        "/api/x/y",
        "/api/../x",
        "/api//x",
        "/api/%2e%2e/x",
        "/api/x%2fy",
        "/api/x;v=1",
        "/api/x%252f",
        "/API/x",
        "/pages/x",
        "/pages/y",
        "/both/x",
        "/staff/x",
        "/secret/x",
        "/secret/y",
        "/public/x",
        "/wiki/x",
        "/old/x",
        "/nobody/x",
        "/files/x",
        "/closed/x",
        "/methods/x",
        "/host/x",
        "/none",
        "/_gatehouse/nothing",
    ];

    private static readonly (string Name, string[] Values)[] Fields =
    [
        ("Accept", ["application/json", "*/*"]),
        ("Origin", ["https://shop.example", "https://evil.example", "https://www.example", "null"]),
        ("Sec-Fetch-Site", ["same-origin", "cross-site", "same-site", "none"]),
        ("Sec-Fetch-Mode", ["navigate", "cors", "no-cors"]),
        ("Access-Control-Request-Method", ["GET", "POST", "PUT", "DELETE"]),
        ("Access-Control-Request-Headers", ["authorization", "x-other", "content-type"]),
        ("X-Requested-With", ["XMLHttpRequest"]),
        ("X-Forwarded-User", ["admin"]),
    ];

    private const string Configuration = """
        listen: [http://127.0.0.1:0]
        public-url: https://www.example
        realm: Example
        data: DATA
        trusted-proxies: [127.0.0.1/32]
        roles: { clerk: [orders:read], admin: [orders:read, orders:write] }
        admission: { deny: [203.0.113.128/25], deny-countries: [XX], country-file: ./countries.csv }
        upstreams:
          app: UPSTREAM
          locked: { url: UPSTREAM, credentials: { bearer: { env: NOT_THERE } } }
        providers: { machine: { type: jwt, issuer: https://issuer.example, audience: orders, jwks-file: jwks.json } }
        routes:
          - { path: /host/**, host: api.example, upstream: app, schemes: [key] }
          - path: /api/**
            upstream: app
            schemes: [bearer, key, basic]
            providers: [machine]
            require: { scopes: [orders:read] }
            per-method: { POST: { scopes: [orders:write] }, DELETE: { roles: [admin] } }
            cors: { origins: [https://shop.example], methods: [GET, POST], headers: [authorization], credentials: true }
          - { path: /pages/**, upstream: app, schemes: [session] }
          - { path: /both/**, upstream: app, schemes: [session, basic], require: { fresh: 5m } }
          - { path: /staff/**, upstream: app, schemes: [session, basic], require: { roles: [admin], factor: 2 } }
          - { path: /secret/**, upstream: app, schemes: [session, basic, key], require: { roles: [admin] }, hidden: true }
          - { path: /public/**, upstream: app, allow: everyone, methods: [GET] }
          - { path: /wiki/**, upstream: app, allow: everyone, identify: true }
          - { path: /old/**, moved-to: /new/ }
          - { path: /nobody/**, upstream: app, allow: nobody }
          - { path: /files/**, upstream: app, schemes: [basic], require: { roles: [admin] }, profile: iis }
          - { path: /closed/**, upstream: locked, schemes: [basic] }
          - { path: /methods/**, upstream: app, schemes: [key], methods: [GET, POST] }
        """;
}
