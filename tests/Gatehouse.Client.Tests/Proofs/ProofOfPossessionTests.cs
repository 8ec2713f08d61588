using System.Net;

namespace Gatehouse.Client.Tests.Proofs;

/// <summary>DPoP through the handler.</summary>
public sealed class ProofOfPossessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_nonce_is_learnt_from_the_refusal_and_gone_on_with()
    {
        using var server = new DpopServer();
        using var client = Client(server);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client));
        Assert.Equal(3, server.Came);
        server.Nonce = "second";
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(client));
        Assert.Equal(6, server.Came);
    }

    [Fact]
    public async Task A_nonce_is_learnt_where_bearer_tokens_are_offered_too()
    {
        using var server = new DpopServer { Challenges = ["Bearer realm=\"a\"", "DPoP error=\"use_dpop_nonce\""] };
        using var client = Client(server);

        Assert.Equal(HttpStatusCode.OK, await GetAsync(client));
        Assert.Equal(2, server.Came);
    }

    [Fact]
    public async Task Many_at_once_without_a_nonce_all_get_in()
    {
        using var server = new DpopServer();
        using var client = Client(server);

        await Parallel.ForAsync(0, 50, Token, async (_, _) => Assert.Equal(HttpStatusCode.OK, await GetAsync(client)));
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("https://orders.example/1"), Token);
        return response.StatusCode;
    }

    private static HttpClient Client(DpopServer server)
    {
        var options = new AuthenticationOptions()
            .At("https://orders.example")
            .Dpop(bearer => bearer.Delegate((_, _) => new(new AccessToken("t0ken", type: "DPoP"))));
        return new HttpClient(new AuthenticationHandler(options, server), disposeHandler: false);
    }
}
