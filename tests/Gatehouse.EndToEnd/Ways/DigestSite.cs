using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.EndToEnd.Ways;

/// <summary>A site that asks for Digest, and its users.</summary>
public sealed class DigestSite : IAsyncLifetime
{
    /// <summary>Everybody's password.</summary>
    public const string Password = "correct horse: battery";

    private static readonly HttpClient Http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }
    );

    private readonly string _digest;

    /// <summary>With MD5 behind SHA-256.</summary>
    public DigestSite()
        : this("{ algorithms: [sha-256, md5] }") { }

    private DigestSite(string digest) => _digest = digest;

    /// <summary>The gateway.</summary>
    public RunningGateway Gateway { get; private set; } = null!;

    /// <summary>The site behind it.</summary>
    public UpstreamSite Upstream { get; private set; } = null!;

    /// <summary>Starts one that offers what a configuration's section says.</summary>
    public static async Task<DigestSite> StartAsync(string digest)
    {
        var site = new DigestSite(digest);
        await site.InitializeAsync();
        return site;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Upstream = await UpstreamSite.StartAsync();
        Gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            realm: Example
            trusted-proxies: [127.0.0.1/32]
            digest: {{_digest}}
            upstreams: { app: {{Upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            routes: [{ path: /**, upstream: app, schemes: [digest] }]
            """
        );
        await AddUserAsync("alice", "--digest");
        await AddUserAsync("bob");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }

    /// <summary>Adds a user by the command line.</summary>
    public async Task AddUserAsync(string name, params string[] more) =>
        (
            await Gateway.CommandWithInputAsync(Password + "\n", ["user", "add", name, "--password-stdin", .. more])
        ).Good();

    /// <summary>The address of a target.</summary>
    public string At(string target) => Gateway.Address.GetLeftPart(UriPartial.Authority) + target;

    /// <summary>The first challenge of a gateway.</summary>
    public static async Task<DigestChallenge> ChallengeAsync(RunningGateway gateway, string target = "/")
    {
        using var refused = await Http.GetAsync(new Uri(gateway.Address, target));
        Assert.True(
            ChallengeParser.TryParse(
                [.. refused.Headers.NonValidated["WWW-Authenticate"]],
                out var challenges,
                out var fault
            ),
            fault?.ToString()
        );
        return DigestChallenge.Read(challenges[0])!;
    }

    /// <summary>The credentials of a user for one GET.</summary>
    public static string Answer(
        DigestChallenge challenge,
        string user = "alice",
        string password = Password,
        string target = "/api/x",
        string? qop = "auth",
        uint count = 1
    )
    {
        var input = challenge.InputFor(qop, "0a4f113b", count, "GET", target);
        return ChallengeWriter.Write(challenge.Answer(user, challenge.Secret(user, password), input, asciiOnly: false));
    }

    /// <summary>Sends GET with these credentials.</summary>
    public static async Task<HttpResponseMessage> SendAsync(
        RunningGateway gateway,
        string credentials,
        string target = "/api/x"
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            gateway.Address.GetLeftPart(UriPartial.Authority) + target
        );
        request.Headers.TryAddWithoutValidation("Authorization", credentials);
        return await Http.SendAsync(request);
    }

    /// <summary>What <c>explain</c> tells of a refusal.</summary>
    public async Task<JsonElement> ExplainAsync(HttpResponseMessage refused)
    {
        var reference = Assert.Single(refused.Headers.GetValues("Gatehouse-Reference"));
        using var told = JsonDocument.Parse((await Gateway.CommandAsync("explain", reference, "--json")).Good());
        return told.RootElement.Clone();
    }
}
