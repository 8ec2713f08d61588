using System.Text;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd;

public sealed class JournalTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Fact]
    public async Task Nothing_that_signs_anyone_in_is_written_anywhere()
    {
        var (_, key) = await site.CreateKeyAsync("alice");
        var token = site.Issuer.Token(claims => claims["exp"] = 1);
        string[] secrets =
        [
            "planted-password-1",
            "planted-user-typed-as-password",
            "planted-code-2",
            "planted-state-3",
            "planted.token.value",
        ];
        await site.GetAsync("/api/x", Basic("alice", secrets[0]));
        await site.GetAsync("/api/x", Basic(secrets[1], "x"));
        await site.GetAsync(
            $"/api/x?code={secrets[2]}&state={secrets[3]}&access_token={secrets[4]}&%61pi_key={key}&api_key={key}"
        );
        await site.GetAsync("/api/x", Bearer(token));
        await site.GetAsync("/api/x", Field("Authorization", token));
        await site.GetAsync("/api/x", Bearer(key));
        await site.GetAsync("/nothing", Field("X-Api-Key", key));
        var reference = (await site.GetAsync("/api/last")).Headers.GetValues("Gatehouse-Reference").Single();
        (await site.Gateway.CommandAsync("explain", reference)).Good();

        var written = new StringBuilder(site.Gateway.Said);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(site.Gateway.Folder, "data")))
        {
            written.Append(Encoding.Latin1.GetString(await ReadSharedAsync(file)));
        }

        var text = written.ToString();
        Assert.Contains("/api/last", text, StringComparison.Ordinal);
        Assert.All(
            (string[])[.. secrets, key, token, token.Split('.')[2]],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_a_client_sends_never_steers_a_terminal_or_starts_a_line()
    {
        using var response = await site.GetAsync(
            "/api/%1b%5b31m%0aINJECTED",
            request =>
            {
                Field("User-Agent", "agent\u001b[31m\u009b2J")(request);
                Field("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("na\u202eme:x")))(
                    request
                );
            }
        );
        var reference = response.Headers.GetValues("Gatehouse-Reference").Single();
        foreach (
            var arguments in (string[][])
                [
                    ["explain", reference],
                    ["denials"],
                    ["explain", reference, "--json"],
                    ["denials", "--json"],
                ]
        )
        {
            var printed = (await site.Gateway.CommandAsync(arguments)).Good();
            Assert.DoesNotContain(printed, c => (char.IsControl(c) && c is not '\n') || c is '\u202e');
        }
    }

    [Fact]
    public async Task Reference_explains_itself_when_the_journal_has_lost_its_entry_and_after_the_key_was_rotated()
    {
        await using var gateway = await RunningGateway.StartAsync(
            "listen: [LISTEN]\nroutes: [{ path: /a, allow: nobody }]\n"
        );
        using var client = new HttpClient();
        var reference = (await client.GetAsync(new Uri(gateway.Address, "/a")))
            .Headers.GetValues("Gatehouse-Reference")
            .Single();
        await gateway.KillAsync();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(gateway.Folder, "data"), "journal.db*"))
        {
            File.Delete(file);
        }

        (await gateway.CommandAsync("keyring", "rotate")).Good();
        foreach (
            var typed in (string[])
                [reference, reference.ToLowerInvariant(), reference.Replace("-", "", StringComparison.Ordinal)]
        )
        {
            using var explained = JsonDocument.Parse((await gateway.CommandAsync("explain", typed, "--json")).Good());
            Assert.Equal("access.nobody", explained.RootElement.GetProperty("cause").GetString());
            Assert.Equal(reference, explained.RootElement.GetProperty("reference").GetString());
            Assert.Equal(JsonValueKind.Null, explained.RootElement.GetProperty("request").ValueKind);
        }

        var forged = (await gateway.CommandAsync("explain", "GH-00000-00000-00000-00000-00000-0")).ExitCode;
        Assert.Equal(1, forged);
    }

    [Fact]
    public async Task Denials_filter_by_cause_user_address_and_route()
    {
        await site.GetAsync("/nobody/here");
        await site.GetAsync("/api/x", Basic("alice", "not it"));
        await Eventually.HoldsAsync(
            async () => (await site.Gateway.CommandAsync("denials", "--cause", "access.*", "--json")).Good(),
            text => text.Contains("/nobody/here", StringComparison.Ordinal)
        );
        Assert.Contains(
            "password.wrong",
            (await site.Gateway.CommandAsync("denials", "--user", "Alice")).Good(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "/nobody/here",
            (await site.Gateway.CommandAsync("denials", "--from", "127.0.0.0/8", "--route", "/nobody/**")).Good(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "/nobody/here",
            (await site.Gateway.CommandAsync("denials", "--from", "192.0.2.0/24")).Good(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "password.wrong",
            (await site.Gateway.CommandAsync("denials", "stats")).Good(),
            StringComparison.Ordinal
        );
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        return copy.ToArray();
    }
}
