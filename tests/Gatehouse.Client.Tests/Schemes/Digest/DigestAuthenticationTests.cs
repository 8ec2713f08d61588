using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tests.Schemes.Digest;

/// <summary>Digest through the handler.</summary>
public sealed class DigestAuthenticationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_password_is_sent_twice_at_most_ever()
    {
        using var server = new DigestServer { Account = ("alice", "another") };
        using var client = Client(server);

        for (var i = 0; i < 10; i++)
        {
            var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("/1", Token));
            Assert.Equal(Causes.Credentials.Rejected, error.Cause);
            Assert.DoesNotContain("wonder", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(2, server.Seen.Count(sent => sent is not null));
    }

    [Fact]
    public async Task A_wrong_password_is_sent_twice_at_most_by_many_at_once()
    {
        using var server = new DigestServer { Account = ("alice", "another") };
        using var client = Client(server);

        await Parallel.ForAsync(
            0,
            50,
            Token,
            async (_, token) =>
                await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("/1", token))
        );

        Assert.Equal(2, server.Seen.Count(sent => sent is not null));
    }

    [Fact]
    public async Task A_wrong_password_is_sent_twice_at_most_by_two_ways_together()
    {
        using var server = new StrictServer();
        var options = new AuthenticationOptions()
            .At("https://orders.example")
            .Digest("alice", "wrong")
            .Basic("alice", "wrong");
        using var client = new HttpClient(new AuthenticationHandler(options, server));

        for (var i = 0; i < 5; i++)
        {
            await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
                client.GetAsync(new Uri("https://orders.example/1"), Token)
            );
        }

        Assert.Equal(2, server.Tries);
    }

    [Fact]
    public async Task A_stream_is_sent_again_with_the_answer_and_proved_where_that_is_wanted()
    {
        using var server = new DigestServer { Offers = ["qop=\"auth-int\", algorithm=SHA-256"] };
        using var client = Client(server);

        for (var i = 0; i < 2; i++)
        {
            using var body = new StreamContent(new MemoryStream(new byte[10_000]));
            using var response = await client.PostAsync("/1", body, Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(3, server.Seen.Count);
    }

    [Fact]
    public async Task A_nonce_that_is_good_once_costs_no_request_where_the_server_names_the_next()
    {
        using var server = new DigestServer { NonceOnce = true };
        using var client = Client(server);

        for (var i = 0; i < 5; i++)
        {
            using var response = await client.GetAsync("/1", Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(6, server.Seen.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_know_the_password_is_told_as_another_one()
    {
        using var server = new DigestServer
        {
            Info = (_, input, _) => Gatehouse.Protocol.Digest.AuthenticationInfo.Write(new byte[32], input, null),
        };
        using var client = Client(server);

        var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("/1", Token));
        Assert.Equal(Causes.Endpoint.WrongHost, error.Cause);
        Assert.Contains("rspauth", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_origins_share_a_nonce_where_the_challenge_says_so()
    {
        using var server = new DigestServer
        {
            Offers = ["qop=\"auth\", algorithm=SHA-256, domain=\"/ https://stock.example/\""],
        };
        using var client = Client(server, "https://stock.example");

        await client.GetAsync("/1", Token);
        await client.GetAsync(new Uri("https://stock.example/1"), Token);

        Assert.Equal([null, 1u, 2u], server.Seen.Select(sent => sent?.Count));
    }

    [Fact]
    public async Task The_password_is_asked_for_once_by_many_at_once()
    {
        var questions = 0;
        using var server = new DigestServer();
        var options = new AuthenticationOptions()
            .At("https://orders.example")
            .Digest(
                async (_, token) =>
                {
                    Interlocked.Increment(ref questions);
                    await Task.Yield();
                    return new("alice", "wonder");
                }
            );
        using var client = new HttpClient(new AuthenticationHandler(options, server));

        await Parallel.ForAsync(
            0,
            50,
            Token,
            async (_, token) =>
            {
                using var response = await client.GetAsync(new Uri("https://orders.example/1"), token);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }
        );

        Assert.Equal(1, questions);
    }

    private static HttpClient Client(DigestServer server, params string[] others)
    {
        var options = new AuthenticationOptions().At("https://orders.example").Digest("alice", "wonder");
        foreach (var other in others)
        {
            options.At(other);
        }

        return new HttpClient(new AuthenticationHandler(options, server), disposeHandler: false)
        {
            BaseAddress = new("https://orders.example"),
        };
    }

    /// <summary>Offers two ways, and lets nobody in by either.</summary>
    private sealed class StrictServer : HttpMessageHandler
    {
        private int _nonces;

        public int Tries { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Tries += request.Headers.Authorization is null ? 0 : 1;
            var response = new HttpResponseMessage(HttpStatusCode.Unauthorized) { RequestMessage = request };
            response.Headers.TryAddWithoutValidation(
                "WWW-Authenticate",
                $"Digest realm=\"Orders\", nonce=\"{_nonces++}\", qop=\"auth\", algorithm=SHA-256"
            );
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", "Basic realm=\"Orders\"");
            return Task.FromResult(response);
        }
    }
}
