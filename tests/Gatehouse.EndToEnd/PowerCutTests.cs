using System.Collections.Concurrent;
using System.Net;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed class PowerCutTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Fact]
    public async Task What_a_command_has_shown_is_there_after_every_kill_and_the_next_start_works()
    {
        var users = new ConcurrentBag<string>();
        var keys = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var revoked = new ConcurrentBag<string>();
        var shown = new ConcurrentBag<string>();
        for (var cut = 0; cut < 5; cut++)
        {
            using var enough = new CancellationTokenSource();
            Task[] working = [LoadAsync(enough.Token), ChangeAsync(cut, users, keys, revoked), ReadAsync(shown)];
            await Task.WhenAny(working[1], working[2]);
            await site.Gateway.KillAsync();
            await enough.CancelAsync();
            await Task.WhenAll(working);
            await site.Gateway.RestartAsync();
        }

        var listed = (await site.Gateway.CommandAsync("user", "list")).Good();
        Assert.All(users, name => Assert.Contains(name, listed, StringComparison.Ordinal));
        foreach (var (id, key) in keys)
        {
            var status = (await site.GetAsync("/any/x", OrdersSite.Field("X-Api-Key", key))).StatusCode;
            Assert.Equal(revoked.Contains(id) ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, status);
        }

        Assert.NotEmpty(shown);
        foreach (var reference in shown.Distinct(StringComparer.Ordinal).Take(20))
        {
            Assert.Contains(
                "The decision, check by check",
                (await site.Gateway.CommandAsync("explain", reference)).Good(),
                StringComparison.Ordinal
            );
        }
    }

    private async Task LoadAsync(CancellationToken enough)
    {
        var number = 0;
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await site.GetAsync($"/api/{number++}", OrdersSite.Field("X-Api-Key", site.Key));
                await site.GetAsync($"/nothing/{number++}");
            }
            catch (HttpRequestException)
            {
                // The gateway is being killed.
            }
        }
    }

    private async Task ChangeAsync(
        int cut,
        ConcurrentBag<string> users,
        ConcurrentDictionary<string, string> keys,
        ConcurrentBag<string> revoked
    )
    {
        var name = $"user{cut}";
        if (
            (
                await site.Gateway.CommandWithInputAsync(
                    "a password\n",
                    "user",
                    "add",
                    name,
                    "--role",
                    "clerk",
                    "--password-stdin"
                )
            ).ExitCode == 0
        )
        {
            users.Add(name);
        }

        var (kept, keptKey) = await site.CreateKeyAsync(name);
        keys[kept] = keptKey;
        var (ended, endedKey) = await site.CreateKeyAsync(name);
        keys[ended] = endedKey;
        if ((await site.Gateway.CommandAsync("key", "revoke", ended)).ExitCode == 0)
        {
            revoked.Add(ended);
        }
    }

    private async Task ReadAsync(ConcurrentBag<string> shown)
    {
        var text = await Eventually.HoldsAsync(
            async () => (await site.Gateway.CommandAsync("denials", "--limit", "5")).Good(),
            text => text.Contains("GH-", StringComparison.Ordinal)
        );
        foreach (
            var reference in text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.StartsWith("GH-", StringComparison.Ordinal))
        )
        {
            shown.Add(reference);
        }
    }
}
