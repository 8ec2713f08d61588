using Dapper;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Storage.Revocation;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Tests.Revocation;

public sealed class RevocationTests : StoreTest
{
    public static TheoryData<string> Writes =>
        ["password", "end session", "roles", "disable", "lock", "remove", "revoke key", "rotate key", "rotate keyring"];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Revoking_write_moves_the_word_of_every_open_store_at_once(string write)
    {
        await using var other = await OpenAsync();
        await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann"), Cancel));
        var (mine, theirs) = (Store.Current, other.Current);
        Assert.Equal(mine, theirs);

        await DoAsync(write);

        Assert.True(Store.Current > mine);
        Assert.Equal(Store.Current, other.Current);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Revoking_write_on_a_user_raises_the_users_epoch_to_the_word(string write)
    {
        var before = await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann"), Cancel));
        await DoAsync(write);
        var after = await Store.FindUserAsync("ann", Cancel);
        if (write is "remove")
        {
            Assert.Null(after);
        }
        else if (write is "rotate keyring")
        {
            Assert.Equal(before.Epoch, after!.Epoch);
        }
        else
        {
            Assert.True(after!.Epoch > before.Epoch);
            Assert.Equal(Store.Current, after.Epoch);
        }
    }

    [Fact]
    public async Task Adding_revokes_nothing()
    {
        var word = Store.Current;
        await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann"), Cancel));
        await Store.ListSiteKeysAsync(KeyPurpose.Cookie, Cancel);
        await Store.LeaseNodeAsync(Cancel);
        Assert.Equal(word, Store.Current);
    }

    [Fact]
    public async Task Word_survives_closing_and_opening()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.SetLockedAsync("ann", locked: true, Cancel));
        var word = Store.Current;
        await ReopenAsync();
        Assert.Equal(word, Store.Current);
    }

    [Fact]
    public async Task Commit_whose_process_died_before_raising_the_word_is_seen_within_a_second()
    {
        var word = Store.Current;
        await RaiseInDatabaseAloneAsync();
        Assert.Equal(word, Store.Current);
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(word + 10, Store.Current);
    }

    [Fact]
    public async Task Commit_whose_process_died_before_raising_the_word_is_seen_when_a_store_is_opened()
    {
        var word = Store.Current;
        await RaiseInDatabaseAloneAsync();
        await using var other = await OpenAsync();
        Assert.Equal(word + 10, other.Current);
        Assert.Equal(word + 10, Store.Current);
    }

    [Fact]
    public async Task Word_that_is_ahead_of_the_database_still_moves()
    {
        await AddUserAsync("ann");
        RevocationWord.Open(Path.Combine(Folder.Data, "revocation.word")).RaiseTo(1000);
        Assert.Equal(1000, Store.Current);
        Assert.True(await Store.SetLockedAsync("ann", locked: true, Cancel));
        Assert.Equal(1001, Store.Current);
    }

    [Fact]
    public async Task Word_out_of_a_damaged_file_is_replaced_by_the_databases()
    {
        var word = Store.Current;
        await Store.DisposeAsync();
        await File.WriteAllBytesAsync(
            Path.Combine(Folder.Data, "revocation.word"),
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            Cancel
        );
        await ReopenAsync();
        Assert.Equal(word, Store.Current);
    }

    [Fact]
    public async Task Empty_word_file_is_filled_from_the_database()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.SetLockedAsync("ann", locked: true, Cancel));
        var word = Store.Current;
        await Store.DisposeAsync();
        await File.WriteAllBytesAsync(Path.Combine(Folder.Data, "revocation.word"), [], Cancel);
        await ReopenAsync();
        Assert.Equal(word, Store.Current);
    }

    [Fact]
    public void Word_never_falls()
    {
        var word = RevocationWord.Open(Path.Combine(Folder.Root, "word"));
        word.RaiseTo(5);
        word.RaiseTo(3);
        Assert.Equal(5, word.Current);
    }

    private async Task RaiseInDatabaseAloneAsync()
    {
        DatabaseFile file = new(Path.Combine(Folder.Data, SqliteStore.FileName), "Store", Time);
        await using var connection = file.OpenWriter();
        await connection.ExecuteAsync("UPDATE revocation SET word = word + 10");
    }

    private async Task<bool> StartAndEndSessionAsync()
    {
        var user = await UserAsync("ann");
        await Store.StartSessionAsync(new NewSession("s_1", new byte[32], user.Id, "127.0.0.1", ""), Cancel);
        return await Store.EndSessionAsync("s_1", SessionEnd.EndedByOperator, Cancel);
    }

    private async Task DoAsync(string write) =>
        Assert.True(
            write switch
            {
                "password" => await Store.SetPasswordAsync("ann", New("new"), mustChange: false, Cancel),
                "end session" => await StartAndEndSessionAsync(),
                "roles" => await Store.SetRolesAsync("ann", ["r"], Cancel),
                "disable" => await Store.SetDisabledAsync("ann", disabled: true, Cancel),
                "lock" => await Store.SetLockedAsync("ann", locked: true, Cancel),
                "remove" => await Store.RemoveUserAsync("ann", Cancel),
                "revoke key" => await Store.RevokeKeyAsync("k_1", Cancel),
                "rotate key" => await Store.RotateKeyAsync("k_1", Key("k_2", "ann", 2), Time.GetUtcNow(), Cancel),
                _ => await Store.RotateSiteKeyAsync(KeyPurpose.Reference, Cancel) is not null,
            }
        );
}
