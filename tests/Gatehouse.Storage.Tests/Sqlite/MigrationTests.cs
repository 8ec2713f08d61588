using Dapper;
using Gatehouse.Decisions;
using Gatehouse.Storage.Journal;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Tests.Sqlite;

public sealed class MigrationTests : StoreTest
{
    private string DatabasePath => Path.Combine(Folder.Data, SqliteStore.FileName);

    [Theory]
    [InlineData("Store")]
    [InlineData("Journal")]
    public void Scripts_are_numbered_without_gaps(string folder)
    {
        var migrations = Migration.Of(folder);
        Assert.NotEmpty(migrations);
        Assert.Equal(Enumerable.Range(1, migrations.Count), migrations.Select(migration => migration.Version));
    }

    [Fact]
    public async Task Store_of_an_older_version_is_brought_up_to_date_and_keeps_its_users()
    {
        await AddUserAsync("ann", "staff");
        await Store.DisposeAsync();
        Downgrade(3);
        await ReopenAsync();
        Assert.Equal(["staff"], (await UserAsync("ann")).Roles);
        Assert.Empty(await Store.ListSessionsAsync(canonicalUserName: null, Cancel));
    }

    [Fact]
    public async Task Script_that_fails_leaves_the_store_as_it_was()
    {
        await AddUserAsync("ann");
        await Store.DisposeAsync();
        Downgrade(3);
        Change("CREATE TABLE password_reset (id INTEGER)");
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await OpenAsync());
        Change("DROP TABLE password_reset");
        await ReopenAsync();
        await UserAsync("ann");
    }

    [Fact]
    public async Task Store_of_a_newer_version_is_refused()
    {
        await Store.DisposeAsync();
        Change("INSERT INTO schema_version (version, name, applied_at) VALUES (99, 'future', 0)");
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await OpenAsync());
        Assert.Contains("newer version of this program (its schema is 99", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_that_start_at_once_on_an_empty_folder_share_one_store()
    {
        var data = Path.Combine(Folder.Root, "fresh");
        var stores = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ =>
                    Task.Run(async () => await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = data }))
                )
        );
        Assert.True(await stores[0].AddUserAsync(new("ann", null, null, []), Cancel));
        foreach (var store in stores)
        {
            Assert.NotNull(await store.FindUserAsync("ann", Cancel));
            await store.DisposeAsync();
        }

        Assert.Equal(["gatehouse.db", "revocation.word"], Directory.GetFiles(data).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(5000)]
    public async Task Store_cut_short_is_refused_and_left_alone(int length)
    {
        await AddUserAsync("ann");
        await Store.DisposeAsync();
        await using (FileStream file = new(DatabasePath, FileMode.Open))
        {
            file.SetLength(length);
        }

        await RefusedAsDamagedAsync(length);
    }

    [Fact]
    public async Task Store_overwritten_with_something_else_is_refused_and_left_alone()
    {
        await Store.DisposeAsync();
        var rubbish = Enumerable.Repeat((byte)'x', 8192).ToArray();
        await File.WriteAllBytesAsync(DatabasePath, rubbish, Cancel);
        await RefusedAsDamagedAsync(rubbish.Length);
    }

    [Fact]
    public async Task Store_with_a_torn_page_is_refused()
    {
        for (var number = 0; number < 200; number++)
        {
            await AddUserAsync("user" + number, "role");
        }

        await Store.DisposeAsync();
        await using (FileStream file = new(DatabasePath, FileMode.Open))
        {
            file.Position = 4096 * 3;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096 * 6).ToArray());
        }

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await OpenAsync());
        Assert.Contains("is damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Store_that_has_gone_from_its_folder_is_not_replaced_by_an_empty_one()
    {
        await Store.DisposeAsync();
        File.Delete(DatabasePath);
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await OpenAsync());
        Assert.Contains("is missing", fault.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(DatabasePath));
    }

    [Fact]
    public async Task Damaged_journal_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(Folder.Data, SqliteJournal.FileName), "rubbish", Cancel);
        File.SetUnixFileMode(
            Path.Combine(Folder.Data, SqliteJournal.FileName),
            UnixFileMode.UserRead | UnixFileMode.UserWrite
        );
        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            await SqliteJournal.OpenAsync(new() { DataDirectory = Folder.Data })
        );
    }

    [Fact]
    public async Task Store_damaged_while_it_is_open_says_so_and_answers_nothing()
    {
        for (var number = 0; number < 200; number++)
        {
            await AddUserAsync("user" + number, "role");
        }

        await ReopenAsync();
        await using (FileStream file = new(DatabasePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            file.Position = 4096;
            file.Write(new byte[file.Length - 4096]);
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.FindUserAsync("user1", Cancel));
    }

    [Fact]
    public async Task Closed_store_says_that_it_is_unavailable()
    {
        await Store.DisposeAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.FindUserAsync("ann", Cancel));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
            await Store.SetLockedAsync("ann", locked: true, Cancel)
        );
        Assert.True(Store.Current > 0);
    }

    [Fact]
    public void Missing_library_is_told_with_the_package_that_has_it()
    {
        var fault = Assert.Throws<StoreUnavailableException>(() => SqliteNative.Load(["libno-such-thing.so.0"]));
        Assert.Contains("libsqlite3-0", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_are_on_the_disk_when_they_are_answered()
    {
        using var connection = new DatabaseFile(DatabasePath, "Store", Time).OpenWriter();
        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("PRAGMA journal_mode"));
        Assert.Equal(2, await connection.ExecuteScalarAsync<long>("PRAGMA synchronous"));
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("PRAGMA foreign_keys"));
    }

    [Fact]
    public async Task Copy_made_while_the_store_is_open_holds_everything_and_is_for_its_owner_alone()
    {
        await AddUserAsync("ann", "staff");
        var data = Directory.CreateDirectory(
            Path.Combine(Folder.Root, "copy"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        var copy = Path.Combine(data.FullName, SqliteStore.FileName);
        await Store.BackupAsync(copy, Cancel);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await Store.BackupAsync(copy, Cancel));
        await using var restored = await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = data.FullName });
        Assert.Equal(["staff"], (await restored.FindUserAsync("ann", Cancel))!.Roles);
    }

    private async Task RefusedAsDamagedAsync(long length)
    {
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await OpenAsync());
        Assert.Contains("is damaged", fault.Message, StringComparison.Ordinal);
        Assert.Equal(length, new FileInfo(DatabasePath).Length);
    }

    // What later scripts made goes, as if they had never run.
    private void Downgrade(int version)
    {
        using SqliteConnection old = new("Data Source=:memory:");
        old.Open();
        foreach (var migration in Migration.Of("Store").Where(migration => migration.Version <= version))
        {
            old.Execute(migration.Script);
        }

        const string Tables =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('schema_version', 'sqlite_sequence')";
        const string Columns = "SELECT name FROM pragma_table_info(@table)";
        var kept = old.Query<string>(Tables).ToHashSet(StringComparer.Ordinal);
        using SqliteConnection store = new($"Data Source={DatabasePath};Pooling=False");
        store.Open();
        foreach (var table in store.Query<string>(Tables).Where(table => !kept.Contains(table)).ToArray())
        {
            store.Execute($"DROP TABLE {table}");
        }

        foreach (var table in kept)
        {
            var before = old.Query<string>(Columns, new { table }).ToHashSet(StringComparer.Ordinal);
            foreach (var column in store.Query<string>(Columns, new { table }).Where(name => !before.Contains(name)))
            {
                store.Execute($"ALTER TABLE {table} DROP COLUMN {column}");
            }
        }

        store.Execute("DELETE FROM schema_version WHERE version > @version", new { version });
    }

    private void Change(string sql)
    {
        using var connection = new DatabaseFile(DatabasePath, "Store", Time).OpenWriter();
        connection.Execute(sql);
    }
}
