using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Ways.DigestSite;

namespace Gatehouse.EndToEnd.Ways;

/// <summary>Every way in which Digest is refused, by a real exchange, and what the operator is told of it.</summary>
public sealed class DigestCausesTests(DigestSite site) : IClassFixture<DigestSite>
{
    [Theory]
    [InlineData("digest.response-wrong", "credentials.rejected", 401, "problem", "another password")]
    [InlineData("user.unknown", "credentials.rejected", 401, "name-sent-as", "text")]
    [InlineData("digest.nonce-unknown", "digest.nonce-unknown", 401, "problem", "not made with")]
    [InlineData("digest.uri-mismatch", "digest.uri-mismatch", 400, "uri", "/api/y")]
    [InlineData("digest.qop-unsupported", "digest.qop-unsupported", 401, "offered", "auth")]
    [InlineData("digest.algorithm-unsupported", "digest.algorithm-unsupported", 401, "offered", "SHA-256, MD5")]
    [InlineData("digest.replayed", "digest.replayed", 401, "count", "00000001")]
    [InlineData("credentials.unreadable", "credentials.unreadable", 401, "problem", "nonce")]
    public async Task Refusal_is_explained(string cause, string told, int status, string evidence, string value)
    {
        var challenge = await ChallengeAsync(site.Gateway);
        var credentials = cause switch
        {
            "digest.response-wrong" => Answer(challenge, password: "another"),
            "user.unknown" => Answer(challenge, user: "nobody"),
            "digest.nonce-unknown" => Answer(challenge.With(new string('A', challenge.Nonce.Length))),
            "digest.uri-mismatch" => Answer(challenge, target: "/api/y"),
            "digest.qop-unsupported" => Answer(challenge, qop: "auth-int"),
            "digest.algorithm-unsupported" => Answer(challenge)
                .Replace("algorithm=SHA-256", "algorithm=SHA-512-256", StringComparison.Ordinal),
            "credentials.unreadable" => Answer(challenge).Replace("nonce=", "n=", StringComparison.Ordinal),
            _ => Answer(challenge),
        };
        if (cause == "digest.replayed")
        {
            using var first = await SendAsync(site.Gateway, credentials);
            Assert.Equal(200, (int)first.StatusCode);
        }

        using var refused = await SendAsync(site.Gateway, credentials);
        await AssertRefusedAsync(refused, told, status);
        var explained = await site.ExplainAsync(refused);
        Assert.Equal(cause, explained.GetProperty("cause").GetString());
        Assert.Contains(
            value,
            explained.GetProperty("evidence").GetProperty(evidence).GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Nonce_of_another_process_is_stale_so_that_nobody_is_asked_and_no_replay_passes()
    {
        await using var second = await site.Gateway.StartSecondAsync();
        var credentials = Answer(await ChallengeAsync(site.Gateway));
        using var first = await SendAsync(site.Gateway, credentials);
        Assert.Equal(200, (int)first.StatusCode);

        using var replayed = await SendAsync(second, credentials);
        await AssertRefusedAsync(replayed, "digest.nonce-stale", 401);
        Assert.All(
            replayed.Headers.NonValidated["WWW-Authenticate"],
            challenge => Assert.Contains("stale=true", challenge, StringComparison.Ordinal)
        );
        var explained = await site.ExplainAsync(replayed);
        Assert.Contains(
            "another process",
            explained.GetProperty("evidence").GetProperty("problem").GetString(),
            StringComparison.Ordinal
        );
        using var again = await SendAsync(second, Answer(await ChallengeAsync(second)));
        Assert.Equal(200, (int)again.StatusCode);
    }

    [Fact]
    public async Task Digest_is_told_to_be_off_and_switched_on_and_off_by_command()
    {
        Assert.Equal("Digest is not switched on for the account", await ProblemOfAsync("bob"));
        var wrong = await site.Gateway.CommandWithInputAsync("guess\n", "user", "digest", "bob", "--password-stdin");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains(
            "SHA-256, MD5 in the realm Example",
            (
                await site.Gateway.CommandWithInputAsync(Password + "\n", "user", "digest", "bob", "--password-stdin")
            ).Good(),
            StringComparison.Ordinal
        );
        await AssertGrantedAsync("bob", Password);

        (
            await site.Gateway.CommandWithInputAsync("another one\n", "user", "password", "bob", "--password-stdin")
        ).Good();
        await AssertGrantedAsync("bob", "another one");
        Assert.Contains(
            "SHA-256 in the realm Example",
            (await site.Gateway.CommandAsync("user", "show", "bob")).Good(),
            StringComparison.Ordinal
        );

        (await site.Gateway.CommandAsync("user", "digest", "bob", "--off")).Good();
        Assert.Equal("Digest is not switched on for the account", await ProblemOfAsync("bob"));
        Assert.Contains(
            "digest: off",
            (await site.Gateway.CommandAsync("user", "show", "bob")).Good(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Changed_realm_is_told_with_whom_it_shuts_out_and_cured_by_the_password()
    {
        await using var moved = await StartAsync("{}");
        await moved.Gateway.KillAsync();
        var configuration = await File.ReadAllTextAsync(moved.Gateway.ConfigurationFile);
        await File.WriteAllTextAsync(
            moved.Gateway.ConfigurationFile,
            configuration.Replace("realm: Example", "realm: Elsewhere", StringComparison.Ordinal)
        );
        await moved.Gateway.RestartAsync();
        await Eventually.HoldsAsync(
            () => Task.FromResult(moved.Gateway.Said),
            said => said.Contains("(SHA-256 in the realm Elsewhere) is not kept for alice", StringComparison.Ordinal)
        );

        using var refused = await SendAsync(moved.Gateway, Answer(await ChallengeAsync(moved.Gateway)));
        await AssertRefusedAsync(refused, "credentials.rejected", 401);
        var explained = await moved.ExplainAsync(refused);
        Assert.StartsWith(
            "kept for another realm or algorithm: SHA-256 in the realm Example",
            explained.GetProperty("evidence").GetProperty("problem").GetString(),
            StringComparison.Ordinal
        );

        // Without the configuration the store knows what the site offers.
        (
            await GatehouseProgram.RunAsync(
                ["user", "digest", "alice", "--password-stdin", "--data", Path.Combine(moved.Gateway.Folder, "data")],
                Password + "\n"
            )
        ).Good();
        using var granted = await SendAsync(moved.Gateway, Answer(await ChallengeAsync(moved.Gateway)));
        Assert.Equal(200, (int)granted.StatusCode);
    }

    [Fact]
    public async Task Account_that_is_closed_is_told_to_its_owner()
    {
        await site.AddUserAsync("shut", "--digest");
        (await site.Gateway.CommandAsync("user", "lock", "shut")).Good();
        using var refused = await SendAsync(site.Gateway, Answer(await ChallengeAsync(site.Gateway), "shut"));
        await AssertRefusedAsync(refused, "user.locked", 401);
        using var guessed = await SendAsync(site.Gateway, Answer(await ChallengeAsync(site.Gateway), "shut", "guess"));
        await AssertRefusedAsync(guessed, "credentials.rejected", 401);
    }

    private async Task AssertGrantedAsync(string user, string password)
    {
        using var granted = await SendAsync(site.Gateway, Answer(await ChallengeAsync(site.Gateway), user, password));
        Assert.Equal(200, (int)granted.StatusCode);
    }

    private async Task<string> ProblemOfAsync(string user)
    {
        using var refused = await SendAsync(site.Gateway, Answer(await ChallengeAsync(site.Gateway), user));
        await AssertRefusedAsync(refused, "credentials.rejected", 401);
        return (await site.ExplainAsync(refused)).GetProperty("evidence").GetProperty("problem").GetString()!;
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage refused, string told, int status)
    {
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        Assert.Equal(told, problem.RootElement.GetProperty("cause").GetString());
        Assert.Equal(status, (int)refused.StatusCode);
        Assert.Equal(status == 401, refused.Headers.NonValidated.Contains("WWW-Authenticate"));
    }
}
