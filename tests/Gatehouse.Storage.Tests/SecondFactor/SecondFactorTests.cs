using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Storage.Tests.SecondFactor;

public sealed class SecondFactorTests : StoreTest
{
    [Fact]
    public async Task Second_factor_comes_back_whole_after_the_store_is_opened_again()
    {
        var ann = await AnnAsync();
        Assert.True(await Store.AddSecondFactorAsync(Factor(ann), butSession: null, Cancel));
        await ReopenAsync();
        var factor = await Store.FindSecondFactorAsync(ann, Cancel);
        Assert.Equal(new byte[] { 1, 2 }, factor!.Sealed.ToArray());
        Assert.Equal(
            (ann, Time.GetUtcNow(), 10L, 2),
            (factor.UserId, factor.AddedAt, factor.LastStep, factor.RecoveryCodes)
        );
    }

    [Fact]
    public async Task Of_two_that_are_added_one_is_kept()
    {
        var ann = await AnnAsync();
        Assert.True(await Store.AddSecondFactorAsync(Factor(ann), butSession: null, Cancel));
        Assert.False(
            await Store.AddSecondFactorAsync(Factor(ann) with { Sealed = new byte[] { 9 } }, butSession: null, Cancel)
        );
        var factor = await Store.FindSecondFactorAsync(ann, Cancel);
        Assert.Equal(new byte[] { 1, 2 }, factor!.Sealed.ToArray());
        Assert.Equal(2, factor.RecoveryCodes);
    }

    [Fact]
    public async Task Closed_account_gets_none()
    {
        var ann = await AnnAsync();
        await Store.SetLockedAsync("ann", locked: true, Cancel);
        Assert.False(await Store.AddSecondFactorAsync(Factor(ann), butSession: null, Cancel));
        Assert.False(await Store.AddSecondFactorAsync(Factor(ann + 1), butSession: null, Cancel));
    }

    [Fact]
    public async Task Adding_and_removing_end_the_other_sessions_and_raise_the_word()
    {
        var ann = await AnnAsync();
        await BeginAsync("s_1", ann, 1);
        await BeginAsync("s_2", ann, 2);
        var word = Store.Current;
        await Store.AddSecondFactorAsync(Factor(ann), "s_1", Cancel);
        Assert.True(Store.Current > word);
        Assert.Equal(SessionEnd.FactorChanged, (await Store.FindSessionByIdAsync("s_2", Cancel))!.EndedBy);
        Assert.Null((await Store.FindSessionByIdAsync("s_1", Cancel))!.EndedAt);

        word = Store.Current;
        Assert.True(await Store.RemoveSecondFactorAsync(ann, butSession: null, Cancel));
        Assert.True(Store.Current > word);
        Assert.Equal(SessionEnd.FactorChanged, (await Store.FindSessionByIdAsync("s_1", Cancel))!.EndedBy);
        Assert.Null(await Store.FindSecondFactorAsync(ann, Cancel));
        Assert.False(await Store.RemoveSecondFactorAsync(ann, butSession: null, Cancel));
        Assert.False(await Store.UseRecoveryCodeAsync(ann, Hash(1), Cancel));
    }

    [Fact]
    public async Task Step_of_time_is_used_once_by_however_many_at_once()
    {
        var ann = await AnnAsync();
        await Store.AddSecondFactorAsync(Factor(ann), butSession: null, Cancel);
        await using var other = await OpenAsync();
        var factor = (await Store.FindSecondFactorAsync(ann, Cancel))!;
        Assert.False(await Store.UseStepAsync(factor, 10, Cancel));
        var used = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    Task.Run(async () => await (i % 2 == 0 ? Store : other).UseStepAsync(factor, 11, Cancel), Cancel)
                )
        );
        Assert.Single(used, first => first);
        Assert.False(await Store.UseStepAsync(factor, 9, Cancel));
        Assert.True(await Store.UseStepAsync(factor, 12, Cancel));
        Assert.Equal(12, (await Store.FindSecondFactorAsync(ann, Cancel))!.LastStep);
    }

    [Fact]
    public async Task Step_of_a_factor_that_was_replaced_meanwhile_counts_for_nothing()
    {
        var ann = await AnnAsync();
        await Store.AddSecondFactorAsync(Factor(ann), butSession: null, Cancel);
        var before = (await Store.FindSecondFactorAsync(ann, Cancel))!;
        await Store.RemoveSecondFactorAsync(ann, butSession: null, Cancel);
        await Store.AddSecondFactorAsync(Factor(ann) with { Sealed = new byte[] { 3 } }, butSession: null, Cancel);
        Assert.False(await Store.UseStepAsync(before, 99, Cancel));
    }

    [Fact]
    public async Task Recovery_code_is_used_once_and_by_its_owner_alone()
    {
        var ann = await AnnAsync();
        var bob = (await AddUserAsync("bob")).Id;
        await Store.AddSecondFactorAsync(Factor(ann), butSession: null, Cancel);
        await Store.AddSecondFactorAsync(
            new NewSecondFactor(bob, new byte[] { 7 }, 10, [Hash(7)]),
            butSession: null,
            Cancel
        );
        Assert.False(await Store.UseRecoveryCodeAsync(bob, Hash(1), Cancel));
        var used = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ => Task.Run(async () => await Store.UseRecoveryCodeAsync(ann, Hash(1), Cancel), Cancel))
        );
        Assert.Single(used, first => first);
        Assert.Equal(1, (await Store.FindSecondFactorAsync(ann, Cancel))!.RecoveryCodes);
        Assert.True(await Store.ReplaceRecoveryCodesAsync(ann, [Hash(4), Hash(5), Hash(6)], Cancel));
        Assert.False(await Store.UseRecoveryCodeAsync(ann, Hash(2), Cancel));
        Assert.True(await Store.UseRecoveryCodeAsync(ann, Hash(5), Cancel));
    }

    [Fact]
    public async Task Nobody_without_a_second_factor_gets_recovery_codes()
    {
        var ann = await AnnAsync();
        Assert.False(await Store.ReplaceRecoveryCodesAsync(ann, [Hash(4)], Cancel));
        Assert.False(await Store.UseRecoveryCodeAsync(ann, Hash(4), Cancel));
    }

    [Fact]
    public async Task Removed_user_takes_it_along()
    {
        var ann = await AnnAsync();
        await Store.AddSecondFactorAsync(Factor(ann), butSession: null, Cancel);
        await Store.RemoveUserAsync("ann", Cancel);
        Assert.Null(await Store.FindSecondFactorAsync(ann, Cancel));
    }

    [Fact]
    public async Task Session_that_asked_for_no_factor_does_not_begin_once_there_is_one()
    {
        var ann = await AnnAsync();
        Assert.True(await Store.StartSessionAsync(Session("s_1", ann, 1) with { AskedForNoFactor = true }, Cancel));
        await Store.AddSecondFactorAsync(Factor(ann), butSession: null, Cancel);
        Assert.False(await Store.StartSessionAsync(Session("s_2", ann, 2) with { AskedForNoFactor = true }, Cancel));
        Assert.True(await Store.StartSessionAsync(Session("s_3", ann, 3), Cancel));
    }

    [Fact]
    public async Task Session_goes_on_from_another_while_that_one_stands_as_it_was_read()
    {
        var ann = await AnnAsync();
        var bob = (await AddUserAsync("bob")).Id;
        await Store.StartSessionAsync(Session("s_1", ann, 1) with { Sealed = new byte[] { 1 } }, Cancel);
        var first = (await Store.FindSessionByIdAsync("s_1", Cancel))!;
        Time.Advance(TimeSpan.FromMinutes(7));
        Assert.False(await Store.StartSessionAsync(Session("s_2", bob, 2) with { Continues = first }, Cancel));

        await Store.RenewSessionAsync("s_1", new byte[] { 1 }, new byte[] { 2 }, roles: null, Cancel);
        Assert.False(await Store.StartSessionAsync(Session("s_2", ann, 2) with { Continues = first }, Cancel));

        var renewed = (await Store.FindSessionByIdAsync("s_1", Cancel))!;
        Assert.True(
            await Store.StartSessionAsync(
                Session("s_2", ann, 2) with
                {
                    Continues = renewed,
                    Replaces = Hash(1),
                    Methods = ["pwd", "otp", "mfa"],
                    Acr = "gold",
                },
                Cancel
            )
        );
        var second = (await Store.FindSessionByIdAsync("s_2", Cancel))!;
        Assert.Equal(first.StartedAt, second.StartedAt);
        Assert.Equal(["pwd", "otp", "mfa"], second.Methods);
        Assert.Equal("gold", second.Acr);
        Assert.Equal(SessionEnd.Replaced, (await Store.FindSessionByIdAsync("s_1", Cancel))!.EndedBy);
        Assert.False(await Store.StartSessionAsync(Session("s_3", ann, 3) with { Continues = renewed }, Cancel));
    }

    [Fact]
    public async Task Session_without_a_provider_is_gone_on_from_too()
    {
        var ann = await AnnAsync();
        await BeginAsync("s_1", ann, 1);
        var first = (await Store.FindSessionByIdAsync("s_1", Cancel))!;
        Assert.Null(first.Sealed);
        Assert.True(await Store.StartSessionAsync(Session("s_2", ann, 2) with { Continues = first }, Cancel));
    }

    private static byte[] Hash(byte mark) => [.. Enumerable.Repeat(mark, 32)];

    private static NewSession Session(string id, long user, byte mark) => new(id, Hash(mark), user, "198.51.100.7", "");

    private static NewSecondFactor Factor(long user) => new(user, new byte[] { 1, 2 }, 10, [Hash(1), Hash(2)]);

    private async Task<long> AnnAsync() => (await AddUserAsync("ann")).Id;

    private async Task BeginAsync(string id, long user, byte mark) =>
        Assert.True(await Store.StartSessionAsync(Session(id, user, mark), Cancel));
}
