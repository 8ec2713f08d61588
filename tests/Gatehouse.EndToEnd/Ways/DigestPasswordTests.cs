using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Ways.DigestSite;

namespace Gatehouse.EndToEnd.Ways;

/// <summary>Passwords that people change on the pages, and what Digest makes of them.</summary>
public sealed class DigestPasswordTests
{
    private const string Second = "a better one, surely";
    private const string Third = "the best of them all";

    [Fact]
    public async Task Password_that_is_changed_on_a_page_is_the_one_that_digest_wants_from_then_on()
    {
        await using var upstream = await UpstreamSite.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            realm: Example
            upstreams: { app: {{upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            routes:
              - { path: /proof/**, upstream: app, schemes: [digest] }
              - { path: /**, upstream: app, schemes: [session] }
            """
        );
        (
            await gateway.CommandWithInputAsync(
                Password + "\n",
                "user",
                "add",
                "alice",
                "--password-stdin",
                "--digest",
                "--must-change"
            )
        ).Good();
        Assert.Equal("401 401 401", await OutcomesAsync(gateway));

        using var client = new CookieClient(gateway.Address);
        using var asked = await client.SignInAsync("alice", Password);
        var page = await asked.Content.ReadAsStringAsync();
        using var chosen = await client.PostAsync(
            "/_gatehouse/new-password",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["csrf_token"] = SignInSite.HiddenField(page, "csrf_token"),
                ["ticket"] = SignInSite.HiddenField(page, "ticket"),
                ["return"] = "/",
                ["new-password"] = Second,
            }
        );
        Assert.Equal(303, (int)chosen.StatusCode);
        Assert.Equal("401 200 401", await OutcomesAsync(gateway));

        var account = await (await client.GoAsync("/_gatehouse/account")).Content.ReadAsStringAsync();
        using var changed = await client.PostAsync(
            "/_gatehouse/account",
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["csrf_token"] = SignInSite.HiddenField(account, "csrf_token"),
                ["action"] = "password",
                ["password"] = Second,
                ["new-password"] = Third,
            }
        );
        Assert.Equal(200, (int)changed.StatusCode);
        Assert.Equal("401 401 200", await OutcomesAsync(gateway));
    }

    // What the first, the second and the third password come to.
    private static async Task<string> OutcomesAsync(RunningGateway gateway)
    {
        List<int> outcomes = [];
        foreach (var password in (string[])[Password, Second, Third])
        {
            var challenge = await ChallengeAsync(gateway, "/proof/x");
            using var answer = await SendAsync(
                gateway,
                Answer(challenge, password: password, target: "/proof/x"),
                "/proof/x"
            );
            outcomes.Add((int)answer.StatusCode);
        }

        return string.Join(' ', outcomes);
    }
}
