using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Storage.Tests.Journal;

public sealed class BurstTests : JournalTest
{
    private const int Threads = 4;
    private const int Each = 50_000;

    [Fact]
    public async Task Two_hundred_thousand_refusals_at_once_are_all_counted_in_bounded_memory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Time.GetUtcNow();
        var admitted = 0;
        var refusals = 0;
        await Task.WhenAll(
            Enumerable
                .Range(0, Threads)
                .Select(thread =>
                    Task.Run(() =>
                    {
                        for (var number = 0; number < Each; number++)
                        {
                            var at = start.AddSeconds(Interlocked.Increment(ref refusals) / 20_000);
                            var cause = Causes.All[number % 5];
                            if (Journal.Admits(cause, "r", new IPAddress((thread << 20) | number), at))
                            {
                                Interlocked.Increment(ref admitted);
                                Journal.Write(
                                    FullEntry() with
                                    {
                                        Reference = $"{thread}-{number}",
                                        At = at,
                                        Cause = cause,
                                    }
                                );
                            }
                        }
                    })
                )
        );
        await Journal.FlushAsync();

        Assert.Equal(Threads * Each, (await Journal.CountAsync(start, Cancel)).Sum(count => count.Count));
        Assert.InRange(admitted, 1, 2000 * 11);
        var kept = await Journal.ReadAsync(new() { Limit = int.MaxValue }, Cancel);
        Assert.Equal(admitted, kept.Count + Journal.Dropped);
        kept = [];
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64L << 20);
    }

    [Fact]
    public async Task Writer_that_is_behind_makes_entries_drop_and_nobody_wait()
    {
        for (var number = 0; number < 20_000; number++)
        {
            Journal.Admits(Causes.Token.Expired, "r", Client, Time.GetUtcNow());
            Journal.Write(Entry());
        }

        await Journal.FlushAsync();
        var kept = await Journal.ReadAsync(new() { Limit = int.MaxValue }, Cancel);
        Assert.Equal(20_000, kept.Count + Journal.Dropped);
        Assert.Equal(20_000, Assert.Single(await Journal.CountAsync(Time.GetUtcNow(), Cancel)).Count);
    }
}
