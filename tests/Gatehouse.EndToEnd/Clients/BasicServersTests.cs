using Gatehouse.Client;
using Gatehouse.Client.Schemes.Basic;
using Gatehouse.Client.Schemes.Digest;
using Gatehouse.EndToEnd.Dress;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>The client's Basic at servers that others wrote.</summary>
public sealed class BasicServersTests
{
    private const string Apache = "apache";
    private const string Nginx = "nginx";
    private const string Lighttpd = "lighttpd";

    public static TheoryData<string> Servers => [Apache, Nginx, Lighttpd];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_challenge_is_answered_once_and_then_gone_ahead_of(string name)
    {
        await using var server = await StartAsync(name);
        using var client = Client(server);

        Assert.Equal(200, await client.GetAsync("/"));
        Assert.Equal(200, await client.GetAsync("/index.html"));
        Assert.Equal(3, client.Sent);
        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetAsync("/"))),
            status => Assert.Equal(200, status)
        );
        Assert.Equal(53, client.Sent);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_wrong_password_is_sent_twice_at_most(string name)
    {
        await using var server = await StartAsync(name);
        using var client = Client(server, "sesame-open");

        for (var i = 0; i < 5; i++)
        {
            var error = await Assert.ThrowsAsync<AuthenticationFailedException>(() => client.GetAsync("/"));
            Assert.Equal(Causes.Credentials.Rejected, error.Cause);
        }

        Assert.Equal(2, client.SentWithCredentials);
    }

    [Fact]
    public async Task Of_two_ways_the_one_that_the_server_knows_is_taken()
    {
        await using var server = await StartAsync(Nginx);
        using var client = new CountedClient(
            server.Address,
            options => options.Digest("alice", "open-sesame").Basic("alice", "open-sesame")
        );

        Assert.Equal(200, await client.GetAsync("/"));
        Assert.Equal(200, await client.GetAsync("/"));
        Assert.Equal(3, client.Sent);
    }

    private static async Task<DressedServer> StartAsync(string name)
    {
        DressedServerRecipe recipe = name switch
        {
            Apache => new ApacheServer(),
            Nginx => new NginxServer(),
            _ => new LighttpdServer(),
        };
        Assert.SkipWhen(recipe.Missing is not null, recipe.Missing ?? "");
        return await DressedServer.StartAsync(recipe, "Lab");
    }

    private static CountedClient Client(DressedServer server, string password = "open-sesame") =>
        new(server.Address, options => options.Basic("alice", password));
}
