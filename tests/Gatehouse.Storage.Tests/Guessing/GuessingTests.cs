using System.Net;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Storage.Tests.Guessing;

public sealed class GuessingTests : StoreTest
{
    [Fact]
    public async Task Key_is_one_site_long_and_stays()
    {
        var key = await Store.GuessingKeyAsync(Cancel);
        Assert.Equal(GuessKeys.KeyLength, key.Length);
        await ReopenAsync();
        Assert.Equal(key, await Store.GuessingKeyAsync(Cancel));
    }

    [Fact]
    public async Task Hold_comes_back_until_it_ends_and_a_shorter_one_does_not_replace_it()
    {
        var hold = new GuessHold(
            GuessKind.Pair,
            UInt128.MaxValue - 5,
            uint.MaxValue,
            7,
            Time.GetUtcNow().AddMinutes(5)
        );
        await Store.SaveGuessesAsync([hold], [], Cancel);
        await Store.SaveGuessesAsync([hold with { Until = hold.Until.AddMinutes(-3) }], [], Cancel);
        await ReopenAsync();
        Assert.Equal([hold], await Store.ListHoldsAsync(Cancel));
        Time.StepWallClock(TimeSpan.FromMinutes(5));
        Assert.Empty(await Store.ListHoldsAsync(Cancel));
    }

    [Fact]
    public async Task Place_is_known_for_thirty_days_and_the_latest_of_each_user()
    {
        var place = new SignInPlace(5, 77);
        await Store.SaveGuessesAsync([], [place], Cancel);
        Assert.True(await Store.KnowsPlaceAsync(place, Cancel));
        Assert.False(await Store.KnowsPlaceAsync(place with { Subject = 6 }, Cancel));
        Assert.False(await Store.KnowsPlaceAsync(place with { Address = 78 }, Cancel));
        Time.StepWallClock(TimeSpan.FromDays(1));
        await Store.SaveGuessesAsync(
            [],
            [.. Enumerable.Range(0, 64).Select(i => new SignInPlace(5, (UInt128)i))],
            Cancel
        );
        Assert.False(await Store.KnowsPlaceAsync(place, Cancel));
        Assert.True(await Store.KnowsPlaceAsync(new SignInPlace(5, 63), Cancel));
        Time.StepWallClock(TimeSpan.FromDays(30));
        Assert.False(await Store.KnowsPlaceAsync(new SignInPlace(5, 63), Cancel));
    }

    [Fact]
    public async Task Ban_is_kept_for_a_week_beyond_its_end_unless_it_is_lifted()
    {
        var now = Time.GetUtcNow();
        var four = Ban.After(previous: null, IPAddress.Parse("203.0.113.7"), 20, now);
        var six = Ban.After(previous: null, IPAddress.Parse("2001:db8::7"), 20, now);
        await Store.AddBanAsync(four, Cancel);
        await Store.AddBanAsync(six, Cancel);
        await Store.AddBanAsync(four with { Times = 2 }, Cancel);
        var change = await Store.GuessingChangeAsync(Cancel);
        Assert.Equal(
            ["2001:db8::/64", "203.0.113.7"],
            (await Store.ListBansAsync(Cancel)).Select(ban => ban.Subject).Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, await Store.LiftBanAsync(IPNetwork.Parse("198.51.100.0/24"), Cancel));
        Assert.Equal(1, await Store.LiftBanAsync(Ban.NetworkOf(IPAddress.Parse("2001:db8::99")), Cancel));
        Assert.Equal(2, Assert.Single(await Store.ListBansAsync(Cancel)).Times);
        Assert.Equal(change + 1, await Store.GuessingChangeAsync(Cancel));
        Time.StepWallClock(TimeSpan.FromDays(8));
        Assert.Empty(await Store.ListBansAsync(Cancel));
    }

    [Fact]
    public async Task Forgiven_user_loses_holds_and_others_learn_of_it()
    {
        var owner = new GuessKeys(await Store.GuessingKeyAsync(Cancel)).OwnerOf("ann");
        var hold = new GuessHold(GuessKind.User, 1, owner, 7, Time.GetUtcNow().AddMinutes(5));
        await Store.SaveGuessesAsync([hold, hold with { Key = 2, Owner = owner + 2 }], [], Cancel);
        var change = await Store.GuessingChangeAsync(Cancel);
        await Store.ForgiveUserAsync("ann", Cancel);
        Assert.Equal((UInt128)2, Assert.Single(await Store.ListHoldsAsync(Cancel)).Key);
        Assert.Equal([owner], await Store.ListForgivenAsync(change, Cancel));
        Assert.Empty(await Store.ListForgivenAsync(await Store.GuessingChangeAsync(Cancel), Cancel));
    }

    [Fact]
    public async Task Device_is_found_by_its_hash_replaced_and_forgotten()
    {
        var ann = (await AddUserAsync("ann")).Id;
        await Store.AddDeviceAsync(ann, new byte[] { 1 }, ReadOnlyMemory<byte>.Empty, "Firefox, Linux", Cancel);
        var first = Time.GetUtcNow();
        Time.StepWallClock(TimeSpan.FromDays(1));
        await Store.AddDeviceAsync(ann, new byte[] { 2 }, new byte[] { 1 }, "Firefox, Linux", Cancel);
        Assert.Null(await Store.FindDeviceAsync(new byte[] { 1 }, Cancel));
        var device = (await Store.FindDeviceAsync(new byte[] { 2 }, Cancel))!;
        Assert.Equal(
            (ann, "Firefox, Linux", first, Time.GetUtcNow()),
            (device.UserId, device.Browser, device.FirstAt, device.LastAt)
        );
        Assert.False(await Store.ForgetDeviceAsync(ann + 1, device.Id, Cancel));
        Assert.True(await Store.ForgetDeviceAsync(ann, device.Id, Cancel));
        Assert.Empty(await Store.ListDevicesAsync(ann, Cancel));
    }

    [Fact]
    public async Task Devices_end_with_the_password_with_all_sessions_and_by_themselves()
    {
        var ann = (await AddUserAsync("ann")).Id;
        for (var i = 0; i < 3; i++)
        {
            for (byte secret = 1; secret <= 25; secret++)
            {
                await Store.AddDeviceAsync(ann, new byte[] { secret }, ReadOnlyMemory<byte>.Empty, "", Cancel);
                Time.StepWallClock(TimeSpan.FromSeconds(1));
            }

            Assert.Equal(KnownDevice.MostOfUser, (await Store.ListDevicesAsync(ann, Cancel)).Count);
            switch (i)
            {
                case 0:
                    await Store.SetPasswordAsync("ann", New("new"), mustChange: false, Cancel);
                    break;
                case 1:
                    await Store.EndSessionsAsync(ann, butId: null, SessionEnd.EndedByOperator, Cancel);
                    break;
                default:
                    Time.StepWallClock(KnownDevice.Lifetime);
                    break;
            }

            Assert.Empty(await Store.ListDevicesAsync(ann, Cancel));
            Assert.Null(await Store.FindDeviceAsync(new byte[] { 25 }, Cancel));
        }
    }
}
