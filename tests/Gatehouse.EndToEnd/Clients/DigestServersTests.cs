using System.Net;
using Gatehouse.Client;
using Gatehouse.Client.Schemes.Digest;
using Gatehouse.EndToEnd.Dress;
using Gatehouse.Protocol.Causes;
using Gatehouse.TestKit;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>The client's Digest at servers that others wrote.</summary>
public sealed class DigestServersTests
{
    private const string Apache = "apache";
    private const string LighttpdSha256 = "lighttpd SHA-256";
    private const string LighttpdMd5 = "lighttpd MD5";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Servers => [Apache, LighttpdSha256, LighttpdMd5];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_challenge_is_answered_once_and_then_gone_ahead_of(string name)
    {
        await using var server = await StartAsync(name);
        using var client = Client(server);

        Assert.Equal(200, await client.GetAsync("/"));
        Assert.Equal(200, await client.GetAsync("/index.html?a=b&c=%22d%22"));
        Assert.Equal(404, await client.GetAsync("/nothing/here"));
        Assert.Equal(4, client.Sent);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Fifty_at_once_share_one_nonce(string name)
    {
        await using var server = await StartAsync(name);
        using var client = Client(server);
        await client.GetAsync("/");

        Assert.All(
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetAsync("/"))),
            status => Assert.Equal(200, status)
        );
        Assert.Equal(52, client.Sent);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_server_that_was_restarted_costs_one_request_at_most(string name)
    {
        await using var server = await StartAsync(name);
        using var client = Client(server);
        await client.GetAsync("/");
        await server.RestartAsync();

        Assert.Equal(200, await client.GetAsync("/"));
        Assert.InRange(client.Sent, 3, 4);
        var before = client.Sent;
        Assert.Equal(200, await client.GetAsync("/"));
        Assert.Equal(before + 1, client.Sent);
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

    [Theory]
    [InlineData(LighttpdSha256)]
    [InlineData(LighttpdMd5)]
    public async Task A_realm_with_letters_beyond_ascii_goes_back_as_it_came(string name)
    {
        await using var server = await StartAsync(name, "K\u00F6nigsb\u00FCcher");
        using var client = Client(server);

        Assert.Equal(200, await client.GetAsync("/"));
        Assert.Equal(200, await client.GetAsync("/"));
        Assert.Equal(3, client.Sent);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(5_000_000)]
    public async Task A_stream_arrives_whole_although_a_challenge_came_first(int length)
    {
        var recipe = new ApacheUploadServer();
        Assert.SkipWhen(recipe.Missing is not null, recipe.Missing ?? "");
        await using var server = await DressedServer.StartAsync(recipe, "Lab");
        using var client = Client(server);
        var octets = new byte[length];
        new Span<byte>(octets).Fill((byte)'x');

        foreach (var file in (string[])["first", "second"])
        {
            using var body = new StreamContent(new OneWayStream(octets));
            using var response = await client.Http.PutAsync(new Uri("/files/" + file, UriKind.Relative), body, Token);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            Assert.Equal(octets, await File.ReadAllBytesAsync(Path.Combine(server.Folder, "files", file), Token));
        }

        Assert.Equal(3, client.Sent);
    }

    private static async Task<DressedServer> StartAsync(string name, string realm = "Lab 1")
    {
        DressedServerRecipe recipe = name switch
        {
            Apache => new ApacheDigestServer(),
            LighttpdSha256 => new LighttpdDigestServer("SHA-256"),
            _ => new LighttpdDigestServer("MD5"),
        };
        Assert.SkipWhen(recipe.Missing is not null, recipe.Missing ?? "");
        return await DressedServer.StartAsync(recipe, realm);
    }

    private static CountedClient Client(DressedServer server, string password = "open-sesame") =>
        new(server.Address, options => options.Digest("alice", password));
}
