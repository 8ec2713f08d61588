namespace Gatehouse.Storage.Tests.Upkeep;

public sealed class MaintenanceTests : StoreTest
{
    [Fact]
    public async Task Works_are_kept_and_told_to_every_process_by_the_word()
    {
        await using var other = await OpenAsync();
        var word = other.Current;
        var until = Time.GetUtcNow().AddHours(2);
        await Store.BeginMaintenanceAsync("/api/**", until, Cancel);
        Assert.True(other.Current > word);
        var period = Assert.Single(await other.ListMaintenanceAsync(Cancel));
        Assert.Equal("/api/**", period.Route);
        Assert.Equal(Time.GetUtcNow(), period.Since);
        Assert.Equal(until, period.Until);
        await ReopenAsync();
        Assert.Single(await Store.ListMaintenanceAsync(Cancel));
    }

    [Fact]
    public async Task Announced_again_works_keep_their_beginning_and_move_their_end()
    {
        var since = Time.GetUtcNow();
        await Store.BeginMaintenanceAsync(route: null, since.AddHours(1), Cancel);
        Time.Advance(TimeSpan.FromMinutes(30));
        await Store.BeginMaintenanceAsync(route: null, until: null, Cancel);
        var period = Assert.Single(await Store.ListMaintenanceAsync(Cancel));
        Assert.Null(period.Route);
        Assert.Null(period.Until);
        Assert.Equal(since, period.Since);
    }

    [Fact]
    public async Task Works_that_had_ended_begin_anew()
    {
        await Store.BeginMaintenanceAsync(route: null, Time.GetUtcNow().AddHours(1), Cancel);
        Time.Advance(TimeSpan.FromHours(2));
        await Store.BeginMaintenanceAsync(route: null, until: null, Cancel);
        Assert.Equal(Time.GetUtcNow(), Assert.Single(await Store.ListMaintenanceAsync(Cancel)).Since);
    }

    [Fact]
    public async Task Ending_one_leaves_the_others_and_ending_all_leaves_none()
    {
        await Store.BeginMaintenanceAsync(route: null, until: null, Cancel);
        await Store.BeginMaintenanceAsync("/a", until: null, Cancel);
        await Store.BeginMaintenanceAsync("/b", until: null, Cancel);
        var word = Store.Current;
        Assert.Equal(1, await Store.EndMaintenanceAsync("/a", Cancel));
        Assert.Equal(0, await Store.EndMaintenanceAsync("/a", Cancel));
        Assert.True(Store.Current > word);
        Assert.Equal([null, "/b"], (await Store.ListMaintenanceAsync(Cancel)).Select(period => period.Route));
        Assert.Equal(2, await Store.EndMaintenanceAsync(route: null, Cancel));
        Assert.Empty(await Store.ListMaintenanceAsync(Cancel));
    }
}
