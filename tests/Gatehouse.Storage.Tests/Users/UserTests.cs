using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Storage.Tests.Users;

public sealed class UserTests : StoreTest
{
    [Fact]
    public async Task Added_user_comes_back_whole_after_the_store_is_opened_again()
    {
        NewUser given = new("ann", "hash", "ann@example.com", ["staff", "admin"], MustChangePassword: true);
        Assert.True(await Store.AddUserAsync(given, Cancel));
        var before = await UserAsync("ann");
        await ReopenAsync();
        var user = await UserAsync("ann");

        Assert.Equal("ann", user.Name);
        Assert.Equal("hash", user.PasswordHash);
        Assert.Equal("ann@example.com", user.Email);
        Assert.Equal(["staff", "admin"], user.Roles);
        Assert.True(user.MustChangePassword);
        Assert.False(user.Disabled);
        Assert.False(user.Locked);
        Assert.Equal(Time.GetUtcNow(), user.CreatedAt);
        Assert.Equal(before.Epoch, user.Epoch);
        Assert.Equal(user.Id, (await Store.FindUserAsync(user.Id, Cancel))!.Id);
    }

    [Fact]
    public async Task User_without_password_mail_and_roles_comes_back_without_them()
    {
        Assert.True(await Store.AddUserAsync(new NewUser("bot", null, null, []), Cancel));
        var user = await UserAsync("bot");
        Assert.Null(user.PasswordHash);
        Assert.Null(user.Email);
        Assert.Empty(user.Roles);
    }

    [Fact]
    public async Task Unknown_name_and_number_find_nobody()
    {
        Assert.Null(await Store.FindUserAsync("nobody", Cancel));
        Assert.Null(await Store.FindUserAsync(77, Cancel));
    }

    [Fact]
    public async Task Taken_name_is_not_added_again_and_the_first_user_stays()
    {
        await AddUserAsync("ann", "staff");
        Assert.False(await Store.AddUserAsync(new NewUser("ann", "other", null, ["admin"]), Cancel));
        Assert.Equal(["staff"], (await UserAsync("ann")).Roles);
    }

    [Fact]
    public async Task Users_are_listed_by_name_with_their_roles()
    {
        await AddUserAsync("cleo", "b", "a");
        await AddUserAsync("ann");
        await AddUserAsync("bob", "c");
        var users = await Store.ListUsersAsync(Cancel);
        Assert.Equal(["ann", "bob", "cleo"], users.Select(user => user.Name));
        Assert.Equal(["b", "a"], users[2].Roles);
    }

    [Fact]
    public async Task Role_given_twice_is_kept_once()
    {
        await AddUserAsync("ann", "a", "b", "a");
        Assert.Equal(["a", "b"], (await UserAsync("ann")).Roles);
    }

    [Fact]
    public async Task New_password_replaces_the_hash_and_whether_it_must_change()
    {
        await AddUserAsync("ann");
        Assert.True(await Store.SetPasswordAsync("ann", New("new"), mustChange: true, Cancel));
        var user = await UserAsync("ann");
        Assert.Equal("new", user.PasswordHash);
        Assert.True(user.MustChangePassword);
        Assert.False(await Store.SetPasswordAsync("nobody", New("new"), mustChange: false, Cancel));
    }

    [Fact]
    public async Task Rehash_replaces_only_the_hash_it_was_made_from_and_revokes_nothing()
    {
        var user = await AddUserAsync("ann");
        var word = Store.Current;
        Assert.True(await Store.RehashAsync(user.Id, "hash of ann", "stronger", Cancel));
        Assert.False(await Store.RehashAsync(user.Id, "hash of ann", "late", Cancel));
        var after = await UserAsync("ann");
        Assert.Equal("stronger", after.PasswordHash);
        Assert.Equal(user.Epoch, after.Epoch);
        Assert.Equal(word, Store.Current);
    }

    [Fact]
    public async Task Roles_disabled_and_locked_are_set_and_taken_back()
    {
        await AddUserAsync("ann", "staff");
        Assert.True(await Store.SetRolesAsync("ann", ["x", "y"], Cancel));
        Assert.True(await Store.SetDisabledAsync("ann", disabled: true, Cancel));
        Assert.True(await Store.SetLockedAsync("ann", locked: true, Cancel));
        var user = await UserAsync("ann");
        Assert.Equal(["x", "y"], user.Roles);
        Assert.True(user.Disabled && user.Locked);

        Assert.True(await Store.SetDisabledAsync("ann", disabled: false, Cancel));
        Assert.True(await Store.SetLockedAsync("ann", locked: false, Cancel));
        user = await UserAsync("ann");
        Assert.False(user.Disabled || user.Locked);
    }

    [Fact]
    public async Task What_is_done_to_nobody_says_so_and_raises_nothing()
    {
        var word = Store.Current;
        Assert.False(await Store.SetRolesAsync("nobody", [], Cancel));
        Assert.False(await Store.SetDisabledAsync("nobody", disabled: true, Cancel));
        Assert.False(await Store.SetLockedAsync("nobody", locked: true, Cancel));
        Assert.False(await Store.RemoveUserAsync("nobody", Cancel));
        Assert.Equal(word, Store.Current);
    }

    [Fact]
    public async Task Removed_user_is_gone_with_all_keys_and_the_number_is_not_used_again()
    {
        var first = await AddUserAsync("ann", "staff");
        Assert.True(await Store.AddKeyAsync(Key("k_1", "ann"), Cancel));
        Assert.True(await Store.RemoveUserAsync("ann", Cancel));
        Assert.Null(await Store.FindUserAsync("ann", Cancel));
        Assert.Null(await Store.FindKeyByIdAsync("k_1", Cancel));

        var second = await AddUserAsync("ann");
        Assert.NotEqual(first.Id, second.Id);
        Assert.True(second.Epoch > first.Epoch);
        Assert.Empty(second.Roles);
    }

    [Fact]
    public async Task Any_unicode_in_names_mail_and_roles_comes_back_as_it_was()
    {
        for (var round = 0; round < 200; round++)
        {
            var name = RandomText() + round;
            NewUser given = new(name, RandomText(), RandomText(), [RandomText() + "1", RandomText() + "2"]);
            Assert.True(await Store.AddUserAsync(given, Cancel));
            var user = await UserAsync(name);
            Assert.Equal(given.Name, user.Name);
            Assert.Equal(given.PasswordHash, user.PasswordHash);
            Assert.Equal(given.Email, user.Email);
            Assert.Equal(given.Roles, user.Roles);
        }
    }

    [Fact]
    public async Task Text_that_would_come_back_as_another_is_not_taken()
    {
        await AddUserAsync("ann");
        foreach (var text in (string[])["admin\0x", "\ud800", "a\udc00"])
        {
            await Assert.ThrowsAsync<ArgumentException>(async () =>
                await Store.AddUserAsync(new NewUser(text, null, null, []), Cancel)
            );
            await Assert.ThrowsAsync<ArgumentException>(async () => await Store.SetRolesAsync("ann", [text], Cancel));
        }

        Assert.Single(await Store.ListUsersAsync(Cancel));
    }

    [Fact]
    public async Task Administrators_at_once_in_two_processes_lose_nothing()
    {
        await using var other = await OpenAsync();
        SqliteStore[] stores = [Store, other];
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        for (var number = 0; number < 10; number++)
                        {
                            Assert.True(
                                await stores[worker % 2]
                                    .AddUserAsync(new NewUser($"u{worker}-{number}", "h", null, ["r"]), Cancel)
                            );
                            Assert.True(
                                await stores[worker % 2].SetLockedAsync($"u{worker}-{number}", locked: true, Cancel)
                            );
                        }
                    })
                )
        );
        var users = await other.ListUsersAsync(Cancel);
        Assert.Equal(80, users.Count);
        Assert.All(users, user => Assert.True(user.Locked));
        Assert.Equal(80, users.Select(user => user.Epoch).Distinct().Count());
        Assert.Equal(users.Max(user => user.Epoch), Store.Current);
    }

    private static string RandomText()
    {
        StringBuilder text = new();
        var length = RandomNumberGenerator.GetInt32(12);
        while (text.Length < length)
        {
            var value = RandomNumberGenerator.GetInt32(1, 0x110000);
            if (Rune.IsValid(value))
            {
                text.Append(new Rune(value));
            }
        }

        return text.ToString();
    }
}
