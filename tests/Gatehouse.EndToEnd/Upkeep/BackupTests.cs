using System.Net;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Upkeep;

public sealed class BackupTests(SignInSite site) : IClassFixture<SignInSite>
{
    [Fact]
    public async Task Backup_under_load_is_whole_and_restoring_it_brings_people_back_and_ends_their_sign_ins()
    {
        using var alice = site.NewClient();
        (await alice.SignInAsync("alice")).Dispose();
        using var stop = new CancellationTokenSource();
        var load = Enumerable.Range(0, 4).Select(_ => AskAsync(alice, stop.Token)).ToArray();
        var backup = Path.Combine(site.Gateway.Folder, "backup.db");
        (await site.Gateway.CommandAsync("backup", backup)).Good();
        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(load), good => Assert.True(good));
        Assert.Equal("600", (await Shell.RunAsync($"stat -c %a '{backup}'")).Trim());
        Assert.NotEqual(0, (await site.Gateway.CommandAsync("backup", backup)).ExitCode);

        // What happens after it is undone by it.
        (await site.Gateway.CommandAsync("user", "remove", "bob")).Good();
        var refused = await site.Gateway.CommandAsync("restore", backup);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("Stop every gateway", refused.Error, StringComparison.Ordinal);

        await site.Gateway.KillAsync();
        var told = (await site.Gateway.CommandAsync("restore", backup)).Good();
        Assert.Contains("in force again", told, StringComparison.Ordinal);
        await site.Gateway.RestartAsync();
        using var gone = await alice.GetAsync("/_gatehouse/session");
        Assert.NotEqual(HttpStatusCode.OK, gone.StatusCode);
        using var bob = site.NewClient();
        using var back = await bob.SignInAsync("bob");
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
    }

    private static async Task<bool> AskAsync(CookieClient client, CancellationToken stop)
    {
        var asked = 0;
        do
        {
            using var answer = await client.GetAsync("/x");
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return false;
            }

            asked++;
        } while (!stop.IsCancellationRequested);

        return asked > 0;
    }
}
