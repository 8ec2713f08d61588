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
public sealed class KeysOfProvidersTests : IAsyncLifetime
{
    private const int Requests = 1000;

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
    public async Task Keys_that_change_amid_a_thousand_requests_refuse_nobody_and_are_asked_for_once()
    {
        Assert.Equal("ok", await GetAsync(_lab.Provider.Mint(new TokenOrder())));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("ok", await GetAsync(_lab.Provider.Mint(new TokenOrder())));
        var before = Fetches();
        var sent = 0;
        var answers = new List<string>(Requests);
        await Task.WhenAll(
            Enumerable
                .Range(0, 32)
                .Select(async _ =>
                {
                    while (Interlocked.Increment(ref sent) is var number && number <= Requests)
                    {
                        if (number == Requests / 2)
                        {
                            _lab.Provider.RotateKeys();
                        }

                        var answer = await GetAsync(_lab.Provider.Mint(new TokenOrder()));
                        lock (answers)
                        {
                            answers.Add(answer);
                        }
                    }
                })
        );
        Assert.Equal(Requests, answers.Count);
        Assert.All(answers, answer => Assert.Equal("ok", answer));
        Assert.InRange(Fetches() - before, 0, 1);
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

    private async Task<string> GetAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway.Addresses[0], "/x"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await _http.SendAsync(request);
        return answer.IsSuccessStatusCode
            ? "ok"
            : JsonDocument
                .Parse(await answer.Content.ReadAsStringAsync())
                .RootElement.GetProperty("cause")
                .GetString()!;
    }
}
