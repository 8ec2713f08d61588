using Gatehouse.Decisions;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Storage.Tests.Journal;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Full_disk_costs_entries_and_no_answer_and_writing_resumes_when_there_is_room() =>
        OnSmallDiskAsync(FillAndRecoverAsync);

    [Fact]
    public Task Full_disk_refuses_administration_and_goes_on_answering_who_users_are() =>
        OnSmallDiskAsync(ServeWhileFullAsync);

    private async Task OnSmallDiskAsync(Func<string, Task> test)
    {
        var disk = Directory.CreateDirectory(Path.Combine(_folder.Root, "disk")).FullName;
        if (!Shell.Run("mount", "-t", "tmpfs", "-o", "size=1m", "none", disk))
        {
            Assert.Skip("Only root can make a small disk.");
        }

        try
        {
            await test(disk);
        }
        finally
        {
            // Lazily, because the mapped word goes only with the last reference to it.
            Shell.Run("umount", "-l", disk);
        }
    }

    private static async Task FillAndRecoverAsync(string disk)
    {
        var data = Path.Combine(disk, "data");
        var start = TimeProvider.System.GetUtcNow();
        await using var journal = await SqliteJournal.OpenAsync(new JournalOptions { DataDirectory = data });
        var ballast = Path.Combine(disk, "ballast");
        Fill(ballast);

        var refused = 0;
        while (journal.Dropped == 0)
        {
            refused += await RefuseAsync(journal);
        }

        Assert.Contains("full", journal.LastError, StringComparison.Ordinal);
        Assert.Empty(await journal.ReadAsync(new() { Limit = 1, Cause = "key.revoked" }, Cancel));
        File.Delete(ballast);
        while (journal.LastError is not null)
        {
            refused += await RefuseAsync(journal);
        }

        var counts = await journal.CountAsync(start.AddHours(-1), Cancel);
        Assert.Equal(refused, Assert.Single(counts).Count);
    }

    private static async Task ServeWhileFullAsync(string disk)
    {
        var data = Path.Combine(disk, "data");
        await using var store = await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = data });
        Assert.True(await store.AddUserAsync(new("ann", "hash", null, ["staff"]), Cancel));
        var ballast = Path.Combine(disk, "ballast");
        Fill(ballast);
        StoreUnavailableException? fault = null;
        for (var number = 0; fault is null; number++)
        {
            fault =
                await Record.ExceptionAsync(async () =>
                    await store.AddUserAsync(new(new string('x', 2000) + number, "hash", null, []), Cancel)
                ) as StoreUnavailableException;
        }

        Assert.Contains("full", fault.Message, StringComparison.Ordinal);
        Assert.Equal(["staff"], (await store.FindUserAsync("ann", Cancel))!.Roles);
        File.Delete(ballast);
        Assert.True(await store.SetLockedAsync("ann", locked: true, Cancel));
    }

    private static async Task<int> RefuseAsync(SqliteJournal journal)
    {
        const int Some = 100;
        var at = TimeProvider.System.GetUtcNow();
        for (var number = 0; number < Some; number++)
        {
            journal.Admits(Causes.Token.Expired, "r", client: null, at);
            journal.Write(
                new()
                {
                    Reference = Guid.NewGuid().ToString(),
                    Cause = Causes.Token.Expired,
                    Status = 401,
                    At = at,
                    Node = 1,
                    Method = "GET",
                    Target = "/" + new string('a', 1000),
                    Trail = [],
                }
            );
        }

        await journal.FlushAsync();
        return Some;
    }

    private static void Fill(string path)
    {
        using FileStream file = new(path, FileMode.CreateNew);
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }
}
