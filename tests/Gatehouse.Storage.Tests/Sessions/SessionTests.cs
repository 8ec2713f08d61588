using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Storage.Tests.Sessions;

public sealed class SessionTests : StoreTest
{
    private static readonly SessionRules Rules = new();

    [Fact]
    public async Task Session_comes_back_whole_after_the_store_is_opened_again()
    {
        var ann = await AnnAsync();
        var given = Session("s_1", ann, 1) with
        {
            AuthenticatedAt = Time.GetUtcNow().AddMinutes(-3),
            Provider = "corp",
            Subject = "42",
            ProviderSession = "sid",
            Sealed = new byte[] { 1, 2 },
            Roles = ["staff"],
        };
        await Store.StartSessionAsync(given, Cancel);
        await ReopenAsync();
        var session = await FindAsync(1);
        Assert.Equal("s_1", session!.Id);
        Assert.Equal(ann, session.UserId);
        Assert.Equal("ann", session.UserName);
        Assert.Equal(Time.GetUtcNow(), session.StartedAt);
        Assert.Equal(given.AuthenticatedAt, session.AuthenticatedAt);
        Assert.Equal(Time.GetUtcNow(), session.LastUsedAt);
        Assert.Null(session.EndedAt);
        Assert.Equal("198.51.100.7", session.Address);
        Assert.Equal("Firefox", session.Browser);
        Assert.Equal(("corp", "42", "sid"), (session.Provider, session.Subject, session.ProviderSession));
        Assert.Equal([1, 2], session.Sealed!.Value.ToArray());
        Assert.Equal(["staff"], session.Roles);
    }

    [Fact]
    public async Task Ended_session_says_what_ended_it_and_stays_ended()
    {
        var ann = await AnnAsync();
        await Store.StartSessionAsync(Session("s_1", ann, 1), Cancel);
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(await Store.EndSessionAsync("s_1", SessionEnd.SignedOut, Cancel));
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await Store.EndSessionAsync("s_1", SessionEnd.EndedByOperator, Cancel));
        var session = await FindAsync(1);
        Assert.Equal(SessionEnd.SignedOut, session!.EndedBy);
        Assert.Equal(Time.GetUtcNow().AddMinutes(-5), session.EndedAt);
        Assert.Empty(await Store.ListSessionsAsync("ann", Cancel));
    }

    [Fact]
    public async Task New_session_ends_the_one_it_replaces_in_the_same_step()
    {
        var ann = await AnnAsync();
        await Store.StartSessionAsync(Session("s_1", ann, 1), Cancel);
        await Store.StartSessionAsync(Session("s_2", ann, 2) with { Replaces = Hash(1) }, Cancel);
        Assert.Equal(SessionEnd.Replaced, (await FindAsync(1))!.EndedBy);
        Assert.Equal(["s_2"], (await Store.ListSessionsAsync("ann", Cancel)).Select(session => session.Id));
    }

    [Fact]
    public async Task All_sessions_of_a_user_end_but_the_one_that_is_named()
    {
        var ann = await AnnAsync();
        await AddUserAsync("bob");
        var bob = (await UserAsync("bob")).Id;
        foreach (var number in (byte[])[1, 2, 3])
        {
            await Store.StartSessionAsync(Session("s_" + number, ann, number), Cancel);
        }

        await Store.StartSessionAsync(Session("s_9", bob, 9), Cancel);
        Assert.Equal(2, await Store.EndSessionsAsync(ann, "s_2", SessionEnd.EndedByPerson, Cancel));
        Assert.Equal(
            ["s_2", "s_9"],
            (await Store.ListSessionsAsync(canonicalUserName: null, Cancel))
                .Select(session => session.Id)
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("password", SessionEnd.PasswordChanged)]
    [InlineData("disable", SessionEnd.AccountClosed)]
    [InlineData("lock", SessionEnd.AccountClosed)]
    public async Task What_an_operator_does_to_an_account_ends_its_sessions(string act, SessionEnd by)
    {
        var ann = await AnnAsync();
        await Store.StartSessionAsync(Session("s_1", ann, 1), Cancel);
        await Store.StartSessionAsync(Session("s_2", ann, 2), Cancel);
        Assert.True(
            act switch
            {
                "password" => await Store.SetPasswordAsync("ann", New("new"), mustChange: false, Cancel),
                "disable" => await Store.SetDisabledAsync("ann", disabled: true, Cancel),
                _ => await Store.SetLockedAsync("ann", locked: true, Cancel),
            }
        );
        Assert.Equal(by, (await FindAsync(1))!.EndedBy);
        Assert.Equal(by, (await FindAsync(2))!.EndedBy);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("disable")]
    [InlineData("lock")]
    [InlineData("remove")]
    public async Task No_session_begins_behind_an_act_that_ended_them_all(string act)
    {
        await Store.AddUserAsync(new NewUser("ben", "old", Email: null, Roles: []), Cancel);
        var judged = (await Store.FindUserAsync("ben", Cancel))!;
        var sent = Session("s_2", judged.Id, 2) with { PasswordHash = judged.PasswordHash, Replaces = Hash(1) };
        await Store.StartSessionAsync(Session("s_1", await AnnAsync(), 1), Cancel);
        Assert.True(
            act switch
            {
                "password" => await Store.SetPasswordAsync("ben", New("new"), mustChange: false, Cancel),
                "disable" => await Store.SetDisabledAsync("ben", disabled: true, Cancel),
                "lock" => await Store.SetLockedAsync("ben", locked: true, Cancel),
                _ => await Store.RemoveUserAsync("ben", Cancel),
            }
        );
        Assert.False(await Store.StartSessionAsync(sent, Cancel));
        Assert.Null(await FindAsync(2));
        Assert.Null((await FindAsync(1))!.EndedAt);
    }

    [Fact]
    public async Task Person_changes_the_password_that_was_judged_and_no_other()
    {
        await Store.AddUserAsync(new NewUser("ben", "old", Email: null, Roles: []), Cancel);
        var ben = (await Store.FindUserAsync("ben", Cancel))!.Id;
        await Store.StartSessionAsync(Session("s_1", ben, 1), Cancel);
        await Store.StartSessionAsync(Session("s_2", ben, 2), Cancel);
        Assert.True(await Store.ChangePasswordAsync(ben, "old", New("new"), "s_2", Cancel));
        Assert.Equal(SessionEnd.PasswordChanged, (await FindAsync(1))!.EndedBy);
        Assert.Null((await FindAsync(2))!.EndedBy);
        Assert.False(await Store.ChangePasswordAsync(ben, "old", New("newer"), butSession: null, Cancel));
        Assert.Equal("new", (await Store.FindUserAsync("ben", Cancel))!.PasswordHash);
        await Store.SetLockedAsync("ben", locked: true, Cancel);
        Assert.False(await Store.ChangePasswordAsync(ben, "new", New("newer"), butSession: null, Cancel));
    }

    [Fact]
    public async Task Removed_user_has_no_sessions()
    {
        await Store.StartSessionAsync(Session("s_1", await AnnAsync(), 1), Cancel);
        await Store.RemoveUserAsync("ann", Cancel);
        Assert.Null(await FindAsync(1));
    }

    [Fact]
    public async Task Use_is_known_at_once_and_written_before_the_store_closes()
    {
        await Store.StartSessionAsync(Session("s_1", await AnnAsync(), 1), Cancel);
        Time.Advance(TimeSpan.FromSeconds(20));
        var used = Time.GetUtcNow();
        Store.NoteSessionUsed("s_1", used);
        Store.NoteSessionUsed("s_1", used.AddSeconds(-10));
        Assert.Equal(used, (await FindAsync(1))!.LastUsedAt);
        await ReopenAsync();
        Assert.Equal(used, (await FindAsync(1))!.LastUsedAt);
    }

    [Fact]
    public async Task Second_store_on_the_folder_sees_begin_use_and_end()
    {
        await Store.StartSessionAsync(Session("s_1", await AnnAsync(), 1), Cancel);
        await using var second = await OpenAsync();
        Assert.NotNull(await second.FindSessionAsync(Hash(1), Cancel));
        var word = second.Current;
        Store.NoteSessionUsed("s_1", Time.GetUtcNow().AddSeconds(5));
        await Store.SweepSessionsAsync(Rules, TimeSpan.FromDays(30), Cancel);
        Assert.Equal(Time.GetUtcNow().AddSeconds(5), (await second.FindSessionAsync(Hash(1), Cancel))!.LastUsedAt);
        await Store.EndSessionAsync("s_1", SessionEnd.SignedOut, Cancel);
        Assert.NotEqual(word, second.Current);
        Assert.NotNull((await second.FindSessionAsync(Hash(1), Cancel))!.EndedAt);
    }

    [Fact]
    public async Task Sweep_writes_which_limit_came_first_and_drops_what_ended_long_ago()
    {
        var ann = await AnnAsync();
        var begun = Time.GetUtcNow();
        await Store.StartSessionAsync(Session("s_1", ann, 1), Cancel);
        await Store.StartSessionAsync(Session("s_2", ann, 2), Cancel);
        Store.NoteSessionUsed("s_2", begun + Rules.Absolute - TimeSpan.FromMinutes(1));
        Time.Advance(Rules.Absolute + TimeSpan.FromMinutes(3));
        await Store.StartSessionAsync(Session("s_3", ann, 3), Cancel);
        await Store.SweepSessionsAsync(Rules, TimeSpan.FromDays(30), Cancel);
        Assert.Equal((SessionEnd.Idle, begun + Rules.Idle), End(await FindAsync(1)));
        Assert.Equal((SessionEnd.Absolute, begun + Rules.Absolute), End(await FindAsync(2)));
        Assert.Null((await FindAsync(3))!.EndedAt);

        Assert.Equal(
            [(SessionEnd.Absolute, 1, Rules.Absolute), (SessionEnd.Idle, 1, Rules.Idle)],
            (await Store.SessionLifetimesAsync(begun, Cancel))
                .Select(each => (each.EndedBy, (int)each.Count, each.Mean))
                .OrderBy(each => each.EndedBy == SessionEnd.Idle)
        );
        Time.Advance(TimeSpan.FromDays(31));
        await Store.SweepSessionsAsync(Rules, TimeSpan.FromDays(30), Cancel);
        Assert.Null(await FindAsync(1));
    }

    [Fact]
    public async Task Provider_ends_the_sessions_it_vouched_for_and_no_others()
    {
        var ann = await AnnAsync();
        NewSession Of(byte number, string provider, string subject, string sid) =>
            Session("s_" + number, ann, number) with
            {
                Provider = provider,
                Subject = subject,
                ProviderSession = sid,
            };
        await Store.StartSessionAsync(Of(1, "corp", "a", "x"), Cancel);
        await Store.StartSessionAsync(Of(2, "corp", "a", "y"), Cancel);
        await Store.StartSessionAsync(Of(3, "corp", "b", "z"), Cancel);
        await Store.StartSessionAsync(Of(4, "other", "a", "x"), Cancel);
        Assert.Equal(0, await Store.EndSessionsOfAsync("corp", null, null, Cancel));
        Assert.Equal(0, await Store.EndSessionsOfAsync("corp", "b", "x", Cancel));
        Assert.Equal(1, await Store.EndSessionsOfAsync("corp", "a", "x", Cancel));
        Assert.Equal(1, await Store.EndSessionsOfAsync("corp", "a", null, Cancel));
        Assert.Equal(
            ["s_3", "s_4"],
            (await Store.ListSessionsAsync("ann", Cancel)).Select(session => session.Id).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Of_two_renewals_at_once_the_first_one_stands()
    {
        var ann = await AnnAsync();
        await Store.StartSessionAsync(Session("s_1", ann, 1) with { Sealed = new byte[] { 1 } }, Cancel);
        Assert.True(await Store.RenewSessionAsync("s_1", new byte[] { 1 }, new byte[] { 2 }, ["r"], Cancel));
        Assert.False(await Store.RenewSessionAsync("s_1", new byte[] { 1 }, new byte[] { 3 }, roles: null, Cancel));
        Assert.Equal([2], (await FindAsync(1))!.Sealed!.Value.ToArray());
        Assert.Equal(["r"], (await FindAsync(1))!.Roles);
        await Store.EndSessionAsync("s_1", SessionEnd.SignedOut, Cancel);
        Assert.False(await Store.RenewSessionAsync("s_1", new byte[] { 2 }, new byte[] { 4 }, roles: null, Cancel));
    }

    private static (SessionEnd? By, DateTimeOffset? At) End(SessionRecord? session) =>
        (session?.EndedBy, session?.EndedAt);

    private static byte[] Hash(byte number) => [number, .. new byte[31]];

    private static NewSession Session(string id, long user, byte number) =>
        new(id, Hash(number), user, "198.51.100.7", "Firefox");

    private ValueTask<SessionRecord?> FindAsync(byte number) => Store.FindSessionAsync(Hash(number), Cancel);

    private async Task<long> AnnAsync()
    {
        await AddUserAsync("ann");
        return (await UserAsync("ann")).Id;
    }
}
