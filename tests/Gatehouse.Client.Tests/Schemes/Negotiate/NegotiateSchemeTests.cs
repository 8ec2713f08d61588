using System.Net;

namespace Gatehouse.Client.Tests.Schemes.Negotiate;

/// <summary>Where there is no ticket. What becomes of one is tried with a realm of its own.</summary>
public sealed class NegotiateSchemeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_ticket_it_is_not_answered_and_the_failure_says_why()
    {
        using var server = new NegotiateServer("Negotiate");
        using var client = Client(server, options => options.Negotiate());

        var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("/1", Token));
        Assert.Contains("Negotiate cannot be answered: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["none"], server.Seen);
    }

    [Fact]
    public async Task Another_way_is_taken_instead()
    {
        using var server = new NegotiateServer("Negotiate", "Basic realm=\"x\"");
        using var client = Client(server, options => options.Negotiate().Basic("alice", "wonder"));

        using var response = await client.GetAsync("/1", Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["none", "Basic"], server.Seen);
    }

    private static HttpClient Client(NegotiateServer server, Action<AuthenticationOptions> configure)
    {
        var options = new AuthenticationOptions().At("https://orders.invalid");
        configure(options);
        return new HttpClient(new AuthenticationHandler(options, server), disposeHandler: false)
        {
            BaseAddress = new("https://orders.invalid"),
        };
    }

    private sealed class NegotiateServer(params string[] challenges) : HttpMessageHandler
    {
        public List<string> Seen { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Seen.Add(request.Headers.Authorization?.Scheme ?? "none");
            var response = new HttpResponseMessage(Seen[^1] == "none" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK)
            {
                RequestMessage = request,
            };
            foreach (var challenge in challenges)
            {
                response.Headers.TryAddWithoutValidation("WWW-Authenticate", challenge);
            }

            return Task.FromResult(response);
        }
    }
}
