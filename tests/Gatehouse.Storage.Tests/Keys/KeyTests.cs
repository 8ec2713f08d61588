using Gatehouse.Decisions.Keys;

namespace Gatehouse.Storage.Tests.Keys;

public sealed class KeyTests : StoreTest
{
    [Fact]
    public async Task Key_comes_back_whole_by_hash_and_by_id_after_the_store_is_opened_again()
    {
        var user = await AddUserAsync("ann");
        var ends = Time.GetUtcNow().AddDays(90);
        NewKey given = new("k_1", new byte[32], "ann", "build", ["orders:read", "x"], ["10.0.0.0/8", "::1/128"], ends);
        Assert.True(await Store.AddKeyAsync(given, Cancel));
        await ReopenAsync();

        var key = await Store.FindKeyAsync(new byte[32], Cancel);
        Assert.NotNull(key);
        Assert.Equal("k_1", key.Id);
        Assert.Equal(user.Id, key.UserId);
        Assert.Equal("ann", key.UserName);
        Assert.Equal("build", key.Name);
        Assert.Equal(given.Scopes, key.Scopes);
        Assert.Equal(given.From, key.From);
        Assert.Equal(Time.GetUtcNow(), key.CreatedAt);
        Assert.Equal(ends, key.ExpiresAt);
        Assert.Null(key.RevokedAt);
        Assert.Null(key.LastUsedAt);
        Assert.Null(key.RotatedTo);
        Assert.Equal(user.Epoch, key.Epoch);
        Assert.Equal("k_1", (await Store.FindKeyByIdAsync("k_1", Cancel))!.Id);
    }

    [Fact]
    public async Task No_scopes_and_an_empty_list_of_scopes_are_not_the_same()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_all", "ann", 1), Cancel));
        Assert.True(await Store.AddKeyAsync(Key("k_none", "ann", 2) with { Scopes = [] }, Cancel));
        Assert.Null((await Store.FindKeyByIdAsync("k_all", Cancel))!.Scopes);
        Assert.Empty((await Store.FindKeyByIdAsync("k_none", Cancel))!.Scopes!);
    }

    [Fact]
    public async Task Key_of_nobody_is_not_kept()
    {
        Assert.False(await Store.AddKeyAsync(Key("k_1", "nobody"), Cancel));
        Assert.Null(await Store.FindKeyByIdAsync("k_1", Cancel));
        Assert.Null(await Store.FindKeyAsync(new byte[32], Cancel));
    }

    [Fact]
    public async Task Second_key_with_the_same_hash_or_id_is_refused_and_the_store_goes_on()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann"), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.AddKeyAsync(Key("k_2", "ann"), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.AddKeyAsync(Key("k_1", "ann", 2), Cancel));
        Assert.True(await Store.AddKeyAsync(Key("k_3", "ann", 3), Cancel));
    }

    [Fact]
    public async Task Keys_are_listed_newest_first_for_all_or_for_one_user()
    {
        await AddUserAsync("ann");
        await AddUserAsync("bob");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann", 1), Cancel));
        Assert.True(await Store.AddKeyAsync(Key("k_2", "bob", 2), Cancel));
        Assert.True(await Store.AddKeyAsync(Key("k_3", "ann", 3), Cancel));
        Assert.Equal(["k_3", "k_2", "k_1"], (await Store.ListKeysAsync(null, Cancel)).Select(key => key.Id));
        Assert.Equal(["k_3", "k_1"], (await Store.ListKeysAsync("ann", Cancel)).Select(key => key.Id));
        Assert.Empty(await Store.ListKeysAsync("nobody", Cancel));
    }

    [Fact]
    public async Task Revoked_key_is_still_found_and_says_when_it_was_first_revoked()
    {
        var user = await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann"), Cancel));
        var at = Time.GetUtcNow();
        Assert.True(await Store.RevokeKeyAsync("k_1", Cancel));
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await Store.RevokeKeyAsync("k_1", Cancel));
        var key = await Store.FindKeyByIdAsync("k_1", Cancel);
        Assert.Equal(at, key!.RevokedAt);
        Assert.True(key.Epoch > user.Epoch);
        Assert.False(await Store.RevokeKeyAsync("k_9", Cancel));
    }

    [Fact]
    public async Task Rotation_keeps_the_successor_and_ends_the_old_key_in_one_step()
    {
        var user = await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann", 1), Cancel));
        var ends = Time.GetUtcNow().AddHours(24);
        Assert.True(await Store.RotateKeyAsync("k_1", Key("k_2", "ann", 2), ends, Cancel));
        var old = await Store.FindKeyByIdAsync("k_1", Cancel);
        Assert.Equal(ends, old!.ExpiresAt);
        Assert.Equal("k_2", old.RotatedTo);
        Assert.True(old.Epoch > user.Epoch);
        Assert.NotNull(await Store.FindKeyByIdAsync("k_2", Cancel));
    }

    [Fact]
    public async Task Rotation_never_makes_the_old_key_live_longer()
    {
        await AddUserAsync("ann");
        var ends = Time.GetUtcNow().AddHours(1);
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann", 1) with { ExpiresAt = ends }, Cancel));
        Assert.True(await Store.RotateKeyAsync("k_1", Key("k_2", "ann", 2), ends.AddHours(23), Cancel));
        Assert.Equal(ends, (await Store.FindKeyByIdAsync("k_1", Cancel))!.ExpiresAt);
    }

    [Fact]
    public async Task Revoked_rotated_foreign_and_unknown_keys_are_not_rotated()
    {
        await AddUserAsync("ann");
        await AddUserAsync("bob");
        var ends = Time.GetUtcNow();
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann", 1), Cancel));
        Assert.True(await Store.AddKeyAsync(Key("k_2", "ann", 2), Cancel));
        Assert.True(await Store.RevokeKeyAsync("k_1", Cancel));
        Assert.False(await Store.RotateKeyAsync("k_1", Key("k_3", "ann", 3), ends, Cancel));
        Assert.False(await Store.RotateKeyAsync("k_2", Key("k_3", "bob", 3), ends, Cancel));
        Assert.False(await Store.RotateKeyAsync("k_9", Key("k_3", "ann", 3), ends, Cancel));
        Assert.Null(await Store.FindKeyByIdAsync("k_3", Cancel));
        Assert.True(await Store.RotateKeyAsync("k_2", Key("k_3", "ann", 3), ends, Cancel));
        Assert.False(await Store.RotateKeyAsync("k_2", Key("k_4", "ann", 4), ends, Cancel));
    }

    [Fact]
    public async Task Rotation_that_cannot_keep_its_successor_leaves_the_old_key_alone()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann", 1), Cancel));
        var word = Store.Current;
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await Store.RotateKeyAsync("k_1", Key("k_2", "ann", 1), Time.GetUtcNow(), Cancel)
        );
        var key = await Store.FindKeyByIdAsync("k_1", Cancel);
        Assert.Null(key!.RotatedTo);
        Assert.Null(key.ExpiresAt);
        Assert.Equal(word, Store.Current);
    }

    [Fact]
    public async Task Last_use_is_written_within_a_minute_and_never_goes_back()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann"), Cancel));
        var used = Time.GetUtcNow();
        Store.NoteKeyUsed("k_1", used);
        Store.NoteKeyUsed("k_1", used.AddSeconds(-3));
        Store.NoteKeyUsed("k_unknown", used);
        Assert.Null((await Store.FindKeyByIdAsync("k_1", Cancel))!.LastUsedAt);
        Time.Advance(TimeSpan.FromMinutes(1));
        await Store.Upkeep;
        Assert.Equal(used, (await Store.FindKeyByIdAsync("k_1", Cancel))!.LastUsedAt);
        Store.NoteKeyUsed("k_1", used.AddSeconds(-3));
        Time.Advance(TimeSpan.FromMinutes(1));
        await Store.Upkeep;
        Assert.Equal(used, (await Store.FindKeyByIdAsync("k_1", Cancel))!.LastUsedAt);
    }

    [Fact]
    public async Task Last_use_is_written_when_the_store_is_closed()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann"), Cancel));
        Store.NoteKeyUsed("k_1", Time.GetUtcNow());
        await ReopenAsync();
        Assert.Equal(Time.GetUtcNow(), (await Store.FindKeyByIdAsync("k_1", Cancel))!.LastUsedAt);
    }
}
