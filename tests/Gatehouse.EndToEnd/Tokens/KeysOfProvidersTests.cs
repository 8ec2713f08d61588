using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Serving;
using Gatehouse.Lab;
using Gatehouse.Lab.Provider;
using Gatehouse.TestKit;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>A provider that changes its keys, and one that goes away, while requests come in.</summary>
public sealed class KeysOfProvidersTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Requests = 4000;

    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-keys-").FullName;
    private readonly ManualTimeProvider _time = new();
    private readonly HttpClient _http = new();
    private UpstreamSite _upstream = null!;
    private LabServer _lab = null!;
    private GatewayServer _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await UpstreamSite.StartAsync();
        _lab = await LabServer.StartAsync(new LabOptions { Clock = _time });
        var result = ConfigurationReader.Read(
            $$"""
            listen: [http://127.0.0.1:0]
            https: optional
            data: {{_folder}}/data
            upstreams: { app: "{{_upstream.Address}}" }
            providers:
              corp: { type: oidc, issuer: "{{_lab.Provider.Issuer}}", audience: lab-api }
              gone: { type: jwt, issuer: https://gone.example, audience: lab-api, jwks-url: http://127.0.0.1:1/jwks }
            routes: [{ path: /**, upstream: app, schemes: [bearer], providers: [corp, gone] }]
            """,
            "gatehouse.yaml",
            _folder,
            new SecretResolver(_ => null)
        );
        Assert.DoesNotContain(result.Problems, problem => problem.Severity == Severity.Error);
        _gateway = await GatewayServer.StartAsync(
            new GatewayServerOptions { Configuration = result.Configuration!, TimeProvider = _time },
            CancellationToken.None
        );

        // On a machine that stalls the first question for keys may have ended unanswered: the next has its time.
        for (var asked = 0; asked < 10 && await GetAsync(_lab.Provider.Mint(new TokenOrder())) != "ok"; asked++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _lab.DisposeAsync();
        await _upstream.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Keys_that_change_amid_thousands_of_requests_refuse_nobody_and_are_asked_for_once()
    {
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("ok", await GetAsync(_lab.Provider.Mint(new TokenOrder())));

        // Every request has a token of its own, so none is let through by what is remembered.
        var tokens = Mint(Requests / 2);
        _lab.Provider.RotateKeys();
        tokens = [.. tokens, .. Mint(Requests / 2)];
        var before = Fetches();
        var sent = 0;
        var answers = new string[Requests];
        var since = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(async _ =>
                {
                    while (Interlocked.Increment(ref sent) is var number && number <= Requests)
                    {
                        answers[number - 1] = await GetAsync(tokens[number - 1]);
                    }
                })
        );
        var rate = Requests / TimeProvider.System.GetElapsedTime(since).TotalSeconds;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rate:0} requests a second"));
        Assert.All(answers, answer => Assert.Equal("ok", answer));
        Assert.Equal(1, Fetches() - before);
    }

    [Theory]
    [InlineData(120, "token.not-yet-valid", "the issuer's clock is 120 s ahead of ours")]
    [InlineData(-120, "token.expired", "the issuer's clock is 120 s behind ours")]
    public async Task Clock_two_minutes_off_is_named_with_its_side_and_size(int seconds, string cause, string sentence)
    {
        _time.Advance(TimeSpan.FromMinutes(2));
        _lab.Provider.Change(knobs => knobs with { ClockSkew = TimeSpan.FromSeconds(seconds) });

        // A key that is not known yet makes the gateway ask, and so see the provider's clock.
        _lab.Provider.RotateKeys();
        using var refused = await SendAsync(_lab.Provider.Mint(new TokenOrder { Lifetime = TimeSpan.FromMinutes(1) }));
        Assert.Equal(401, (int)refused.StatusCode);
        var reference = refused.Headers.GetValues("Gatehouse-Reference").Single();
        var told = await Eventually.HoldsAsync(
            async () =>
                (
                    await GatehouseProgram.RunAsync(["explain", reference, "--data", Path.Combine(_folder, "data")])
                ).Good(),
            told => told.Contains(sentence, StringComparison.Ordinal)
        );
        Assert.Contains(cause, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_that_goes_away_stops_nobody_whose_tokens_can_be_judged()
    {
        Assert.Equal("ok", await GetAsync(_lab.Provider.Mint(new TokenOrder())));
        _lab.Provider.Outage(TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("ok", await GetAsync(_lab.Provider.Mint(new TokenOrder())));
        Assert.Equal(
            "provider.unreachable",
            await GetAsync(_lab.Provider.Mint(new TokenOrder { Issuer = "https://gone.example" }))
        );
    }

    private int Fetches() => _lab.Provider.Requests.Count(request => request.Endpoint == ProviderEndpoint.Jwks);

    private string[] Mint(int count) =>
        [.. Enumerable.Range(0, count).AsParallel().Select(_ => _lab.Provider.Mint(new TokenOrder()))];

    private Task<HttpResponseMessage> SendAsync(string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway.Addresses[0], "/x"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return _http.SendAsync(request);
    }

    private async Task<string> GetAsync(string token)
    {
        using var answer = await SendAsync(token);
        return answer.IsSuccessStatusCode
            ? "ok"
            : JsonDocument
                .Parse(await answer.Content.ReadAsStringAsync())
                .RootElement.GetProperty("cause")
                .GetString()!;
    }
}
