using Gatehouse.Decisions;
using Gatehouse.Storage.Upkeep;

namespace Gatehouse.Storage.Tests.Upkeep;

public sealed class RestoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Backup => Path.Combine(Path.GetDirectoryName(_folder.Data)!, "backup.db");

    private StoreOptions Options => new() { DataDirectory = _folder.Data };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Restored_store_is_that_of_the_backup_and_the_old_one_is_kept()
    {
        await WithStoreAsync(store => AddAsync(store, "before"), backUp: true);
        long word = 0;
        await WithStoreAsync(async store =>
        {
            await AddAsync(store, "after");
            word = store.Current;
        });
        var kept = await StoreRestore.RunAsync(Options, Backup, endSignIns: true, Cancel);
        Assert.NotNull(kept);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(kept));
        await WithStoreAsync(async store =>
        {
            Assert.Equal(["before"], (await store.ListUsersAsync(Cancel)).Select(user => user.Name));
            Assert.True(store.Current > word);
        });

        // The kept one is a store like any other.
        await StoreRestore.RunAsync(Options, kept, endSignIns: true, Cancel);
        await WithStoreAsync(async store => Assert.Equal(2, (await store.ListUsersAsync(Cancel)).Count));
    }

    [Fact]
    public async Task Store_that_a_process_uses_is_left_alone()
    {
        await WithStoreAsync(store => AddAsync(store, "before"), backUp: true);
        await WithStoreAsync(async store =>
        {
            await AddAsync(store, "after");
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
                StoreRestore.RunAsync(Options, Backup, endSignIns: true, Cancel)
            );
            Assert.Contains("Stop every gateway", refused.Message, StringComparison.Ordinal);
            await AddAsync(store, "later");
            Assert.Equal(3, (await store.ListUsersAsync(Cancel)).Count);
        });
        Assert.DoesNotContain(
            ".new-",
            string.Join(' ', Directory.EnumerateFiles(_folder.Data)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("garbage")]
    [InlineData("half")]
    public async Task Bad_backup_changes_nothing(string kind)
    {
        await WithStoreAsync(store => AddAsync(store, "before"), backUp: true);
        var whole = await File.ReadAllBytesAsync(Backup, Cancel);
        var bad = Backup + ".bad";
        if (kind != "nothing")
        {
            await File.WriteAllBytesAsync(
                bad,
                kind == "half" ? whole[..(whole.Length / 2)] : new byte[whole.Length],
                Cancel
            );
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            StoreRestore.RunAsync(Options, bad, endSignIns: true, Cancel)
        );
        await WithStoreAsync(async store => Assert.Single(await store.ListUsersAsync(Cancel)));
        Assert.DoesNotContain(
            "before-",
            string.Join(' ', Directory.EnumerateFiles(_folder.Data)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Damaged_or_missing_store_is_replaced()
    {
        await WithStoreAsync(store => AddAsync(store, "before"), backUp: true);
        var file = Path.Combine(_folder.Data, SqliteStore.FileName);
        await File.WriteAllBytesAsync(file, new byte[9000], Cancel);
        await StoreRestore.RunAsync(Options, Backup, endSignIns: true, Cancel);
        await WithStoreAsync(async store => Assert.Single(await store.ListUsersAsync(Cancel)));
        File.Delete(file);
        Assert.Null(await StoreRestore.RunAsync(Options, Backup, endSignIns: true, Cancel));
        await WithStoreAsync(async store => Assert.Single(await store.ListUsersAsync(Cancel)));
    }

    private async Task WithStoreAsync(Func<SqliteStore, Task> work, bool backUp = false)
    {
        await using var store = await SqliteStore.OpenAsync(Options, Cancel);
        await work(store);
        if (backUp)
        {
            await store.BackupAsync(Backup, Cancel);
        }
    }

    private static async Task AddAsync(SqliteStore store, string name) =>
        Assert.True(await store.AddUserAsync(new(name, "hash", Email: null, []), Cancel));
}
