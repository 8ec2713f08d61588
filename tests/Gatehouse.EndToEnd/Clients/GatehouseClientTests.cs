using Gatehouse.Client;
using Gatehouse.Client.Schemes.Basic;
using Gatehouse.Client.Schemes.Bearer;
using Gatehouse.Client.Schemes.Key;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>The client at a Gatehouse, which says why it refuses.</summary>
public sealed class GatehouseClientTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Fact]
    public async Task A_password_gets_in_with_one_request_more_than_needed_the_first_time()
    {
        using var client = Client(options => options.Basic("alice", OrdersSite.Password));
        Assert.Equal(200, await client.GetAsync("/api/x"));
        Assert.Equal(200, await client.GetAsync("/api/y"));
        Assert.Equal(3, client.Sent);
    }

    [Fact]
    public async Task A_key_gets_in_at_once()
    {
        using var client = Client(options => options.Key("X-Api-Key", site.Key));
        Assert.Equal(200, await client.GetAsync("/api/x"));
        Assert.Equal(1, client.Sent);
    }

    [Fact]
    public async Task A_token_gets_in_at_once_and_an_expired_one_is_replaced()
    {
        var given = 0;
        using var client = Client(options =>
            options.Bearer(bearer =>
                bearer.Delegate(
                    (_, _) =>
                        new(
                            new AccessToken(
                                given++ == 0
                                    ? site.Issuer.Token(claims =>
                                        claims["exp"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 600
                                    )
                                    : site.Issuer.Token()
                            )
                        )
                )
            )
        );
        Assert.Equal(200, await client.GetAsync("/api/x"));
        Assert.Equal(200, await client.GetAsync("/api/x"));
        Assert.Equal(3, client.Sent);
    }

    [Fact]
    public async Task A_wrong_password_is_told_with_the_reference_of_the_journal()
    {
        using var client = Client(options => options.Basic("alice", "wrong"));
        var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("/any/x"));
        Assert.Equal(Causes.Credentials.Rejected, error.Cause);
        Assert.NotNull(error.Reference);
        (await site.Gateway.CommandAsync("explain", error.Reference)).Good();
    }

    private CountedClient Client(Action<AuthenticationOptions> configure) => new(site.Gateway.Address, configure);
}
