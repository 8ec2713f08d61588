using System.Collections.Concurrent;
using System.Net;
using Gatehouse.Lab.Provider;

namespace Gatehouse.Client.Tests.Tokens;

/// <summary>What becomes of requests while the provider is away.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string?> _presented = new();
    private KeeperTrial _trial = null!;
    private HttpClient _client = null!;
    private Authenticator _authenticator = null!;
    private RenewalWatch _renewals = null!;

    public async ValueTask InitializeAsync()
    {
        _trial = await KeeperTrial.StartAsync();
        var ways = new AuthenticationOptions { Clock = _trial.Clock }
            .At("https://orders.example")
            .Bearer(options =>
                options
                    .From(_trial.Provider.AddressOf(ProviderEndpoint.Token))
                    .ClientCredentials(KeeperTrial.ClientId, KeeperTrial.ClientSecret)
            );
        var name = Guid.NewGuid().ToString();
        _renewals = new RenewalWatch(name);
        _authenticator = new Authenticator(ways, loggers: null, name);
        _client = new HttpClient(new AuthenticationHandler(_authenticator, new Orders(_presented)));
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        _authenticator.Dispose();
        _renewals.Dispose();
        return _trial.DisposeAsync();
    }

    [Fact]
    public async Task No_request_of_ten_thousand_goes_out_naked_or_fails_with_a_good_token_while_the_provider_is_away()
    {
        _trial.Provider.Change(static knobs => knobs with { TokenLifetime = TimeSpan.FromSeconds(60) });
        var start = _trial.Clock.GetUtcNow();
        var (sent, failed) = (0, 0);
        for (var request = 0; request < 10_000; request++)
        {
            // The provider is a real one: while it is asked, the clock stands still, or it would never answer in time.
            await Task.Yield();
            await _renewals.IsQuietAsync();
            _trial.Clock.Advance(TimeSpan.FromMilliseconds(10));
            if (request == 5_000)
            {
                _trial.Provider.Outage(TimeSpan.FromSeconds(30), ProviderEndpoint.Token);
            }

            try
            {
                using var answer = await _trial.DriveAsync(new ValueTask<HttpResponseMessage>(SendAsync()));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                sent++;
            }
            catch (ProviderUnavailableException away)
            {
                // All tokens last a minute: only who got none for so long fails.
                var asked = _trial.Asked;
                Assert.True(_trial.Clock.GetUtcNow() - start > TimeSpan.FromSeconds(60));
                Assert.NotNull(away.RetryAfter);
                Assert.True(asked.Count < 20);
                failed++;
            }
        }

        Assert.Equal(sent, _presented.Count);
        Assert.DoesNotContain(null, _presented);
        Assert.True(failed < 3_000);
    }

    [Fact]
    public async Task Thousand_parallel_requests_at_the_moment_of_expiry_make_one_renewal()
    {
        using var first = await SendAsync();
        _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(SendAsync)));
        Assert.All(answers, static answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(2, _trial.Asked.Count);
        Assert.Equal(2, _presented.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(null, _presented);
    }

    private Task<HttpResponseMessage> SendAsync() => _client.GetAsync(new Uri("https://orders.example/orders"));

    private sealed class Orders(ConcurrentQueue<string?> presented) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            presented.Enqueue(request.Headers.Authorization?.Parameter);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
