using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Storage.Tests.Users;

public sealed class PasswordResetTests : StoreTest
{
    [Fact]
    public async Task Link_is_good_once_and_ends_sessions_and_other_links()
    {
        var ann = await AnnAsync();
        await Store.StartSessionAsync(new NewSession("s_1", Hash(9), ann, "127.0.0.1", ""), Cancel);
        Assert.True(await AddAsync(1, ann));
        Assert.True(await AddAsync(2, ann));
        Assert.Equal(ann, await Store.FindResetAsync(Hash(1), Cancel));
        Assert.True(await Store.ResetPasswordAsync(Hash(1), New("new"), Cancel));
        Assert.Equal("new", (await UserAsync("ann")).PasswordHash);
        Assert.Equal(SessionEnd.PasswordChanged, (await Store.FindSessionByIdAsync("s_1", Cancel))!.EndedBy);
        Assert.False(await Store.ResetPasswordAsync(Hash(1), New("again"), Cancel));
        Assert.False(await Store.ResetPasswordAsync(Hash(2), New("again"), Cancel));
        Assert.Null(await Store.FindResetAsync(Hash(2), Cancel));
    }

    [Fact]
    public async Task Link_is_good_for_its_time_and_no_longer()
    {
        var ann = await AnnAsync();
        await AddAsync(1, ann);
        Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await Store.FindResetAsync(Hash(1), Cancel));
        Assert.False(await Store.ResetPasswordAsync(Hash(1), New("new"), Cancel));
    }

    [Fact]
    public async Task Link_to_an_account_that_was_closed_meanwhile_changes_nothing()
    {
        var ann = await AnnAsync();
        await AddAsync(1, ann);
        await Store.SetDisabledAsync("ann", disabled: true, Cancel);
        Assert.False(await Store.ResetPasswordAsync(Hash(1), New("new"), Cancel));
        Assert.NotEqual("new", (await UserAsync("ann")).PasswordHash);
    }

    [Fact]
    public async Task There_are_three_open_links_at_most()
    {
        var ann = await AnnAsync();
        for (byte number = 1; number <= 3; number++)
        {
            Assert.True(await AddAsync(number, ann));
        }

        Assert.False(await AddAsync(4, ann));
        Time.Advance(TimeSpan.FromMinutes(15));
        Assert.True(await AddAsync(5, ann));
    }

    private static byte[] Hash(byte number) => [number, .. new byte[31]];

    private ValueTask<bool> AddAsync(byte number, long user) =>
        Store.AddResetAsync(Hash(number), user, Time.GetUtcNow().AddMinutes(15), Cancel);

    private async Task<long> AnnAsync()
    {
        await AddUserAsync("ann");
        return (await UserAsync("ann")).Id;
    }
}
