using System.Net;
using Gatehouse.Client;
using Gatehouse.Client.Providers;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Schemes.Bearer;
using Gatehouse.Client.Tokens;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;
using Gatehouse.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.EndToEnd.Clients;

public sealed class TokenProviderTests
{
    private readonly List<string?> _presented = [];
    private readonly ManualTimeProvider _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Client_credentials_by_Basic_and_in_the_body_are_taken()
    {
        await using var provider = await TokenProvider.StartAsync();
        ClientIdentity[] identities =
        [
            ClientIdentity.WithSecret("service", "secret: 100%/+"),
            ClientIdentity.WithSecretInBody("service", "secret: 100%/+"),
        ];
        foreach (var identity in identities)
        {
            var token = await TokenAsync(provider, options => options.ClientCredentials(identity));
            Assert.Equal(["orders:read"], token.Scopes);
        }
    }

    [Fact]
    public async Task Client_that_signs_its_assertion_is_taken()
    {
        using var key = SigningKey.CreateEs256();
        await using var provider = await TokenProvider.StartAsync(key.PublicJwk());
        var token = await TokenAsync(
            provider,
            options => options.ClientCredentials(ClientIdentity.WithKey("signed", key))
        );
        Assert.Equal("Bearer", token.Type);
    }

    [Fact]
    public async Task Wrong_secret_ends_in_an_exception_that_says_so()
    {
        await using var provider = await TokenProvider.StartAsync();
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            TokenAsync(provider, static options => options.ClientCredentials("service", "another secret"))
        );
        Assert.Same(Causes.Grant.ClientRejected, refused.Cause);
        Assert.DoesNotContain("another secret", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_approves_a_device_and_the_session_goes_on_with_refresh_tokens_that_are_replaced()
    {
        await using var provider = await TokenProvider.StartAsync();
        var person = new AgreeingPerson();
        using var client = ClientOf(provider, person, static (ways, configure) => ways.Bearer(configure));
        var request = client.GetAsync(new Uri("/me", UriKind.Relative));
        Assert.DoesNotContain("<form", await person.LastPage, StringComparison.Ordinal);
        await PassAsync(request);
        using var answer = await request;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"alice\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        for (var renewal = 0; renewal < 3; renewal++)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            using var later = await client.GetAsync(new Uri("/me", UriKind.Relative));
            Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        }

        Assert.Equal(1, person.Asked);
        Assert.Equal(4, await provider.CountAsync("/token"));
    }

    [Fact]
    public async Task Tokens_bound_to_a_key_are_got_with_the_provider_s_nonce()
    {
        await using var provider = await TokenProvider.StartAsync();
        var person = new AgreeingPerson();
        using var client = ClientOf(provider, person, static (ways, configure) => ways.Dpop(configure));
        var request = client.GetAsync(new Uri("/me", UriKind.Relative));
        await person.LastPage;
        await PassAsync(request);
        using var answer = await request;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(_presented, static scheme => Assert.Equal("DPoP", scheme));
    }

    private HttpClient ClientOf(
        TokenProvider provider,
        AgreeingPerson person,
        Action<AuthenticationOptions, Action<BearerOptions>> add
    )
    {
        var ways = new AuthenticationOptions { Clock = _clock, Prompt = person }.At(provider.Address);
        add(
            ways,
            options =>
                options
                    .From(provider.Address)
                    .WithScopes("openid", "offline_access")
                    .DeviceCode(ClientIdentity.Public("desktop"))
        );
        return new HttpClient(new AuthenticationHandler(ways) { InnerHandler = new Noting(_presented) })
        {
            BaseAddress = new Uri(provider.Address),
        };
    }

    private async Task<AccessToken> TokenAsync(TokenProvider provider, Action<BearerOptions> way)
    {
        var options = new BearerOptions().From(provider.Address).WithScopes("orders:read");
        way(options);
        using var keeper = options.CreateKeeper(
            new SchemeContext
            {
                Client = "orders",
                Origins = [new Uri(provider.Address)],
                Clock = _clock,
                Logger = NullLogger.Instance,
                Backchannel = new HttpClient(),
            }
        );
        return await keeper.GetAsync(default);
    }

    // The device asks every five seconds, by its own clock.
    private async Task PassAsync(Task request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!request.IsCompleted)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
            if (_clock.UntilNextTimer <= TimeSpan.FromSeconds(5))
            {
                _clock.Advance(TimeSpan.FromSeconds(5));
            }
        }
    }

    private sealed class Noting(List<string?> presented) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            presented.Add(request.Headers.Authorization?.Scheme);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
