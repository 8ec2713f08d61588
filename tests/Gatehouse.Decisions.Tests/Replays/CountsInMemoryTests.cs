using Gatehouse.Decisions.Replays;

namespace Gatehouse.Decisions.Tests.Replays;

public class CountsInMemoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_count_is_first_once_in_whatever_order_they_come()
    {
        var counts = new CountsInMemory();
        uint[] order = [1, 3, 2, 7, 6, 5, 4, 100, 99, 64, 65, 63, 8, 163, 101];
        foreach (var count in order)
        {
            Assert.Equal(CountUse.First, await UseAsync(counts, 1, count));
        }

        foreach (var count in order)
        {
            Assert.Equal(CountUse.Repeated, await UseAsync(counts, 1, count));
        }

        Assert.Equal(CountUse.First, await UseAsync(counts, 2, 1));
    }

    [Fact]
    public async Task Random_order_within_reach_agrees_with_a_set_of_all_that_was_used()
    {
        var counts = new CountsInMemory();
        var used = new HashSet<uint>();
        var state = 7u;
        var highest = 1u;
        for (var i = 0; i < 20_000; i++)
        {
            // Knuth's linear congruence: the same order in every run.
            state = unchecked(state * 1664525 + 1013904223);
            var step = state >> 8;
            var count = step % 4 == 0 ? highest + 1 + step % 89 : highest - Math.Min(step % 300, highest - 1);
            var expected =
                count + CountsInMemory.Reach <= highest ? CountUse.Forgotten
                : used.Add(count) ? CountUse.First
                : CountUse.Repeated;
            if (i == 0)
            {
                expected = CountUse.First;
                used.Add(count);
            }

            Assert.Equal(expected, await UseAsync(counts, 1, count));
            highest = Math.Max(highest, count);
        }
    }

    [Fact]
    public async Task Huge_count_leaves_no_way_back()
    {
        var counts = new CountsInMemory();
        Assert.Equal(CountUse.First, await UseAsync(counts, 1, 5));
        Assert.Equal(CountUse.First, await UseAsync(counts, 1, uint.MaxValue));
        Assert.Equal(CountUse.Repeated, await UseAsync(counts, 1, uint.MaxValue));
        Assert.Equal(CountUse.First, await UseAsync(counts, 1, uint.MaxValue - CountsInMemory.Reach + 1));
        Assert.Equal(CountUse.Forgotten, await UseAsync(counts, 1, uint.MaxValue - CountsInMemory.Reach));
        Assert.Equal(CountUse.Forgotten, await UseAsync(counts, 1, 5));
    }

    [Fact]
    public async Task Nonce_that_had_to_make_room_is_forgotten_and_never_first_again()
    {
        var counts = new CountsInMemory(capacity: 8);
        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(CountUse.First, await UseAsync(counts, i, 1, Start.AddSeconds(i)));
        }

        for (var i = 0; i < 9; i++)
        {
            Assert.Equal(
                i < 5 ? CountUse.Forgotten : CountUse.Repeated,
                await UseAsync(counts, i, 1, Start.AddSeconds(i))
            );
        }
    }

    [Fact]
    public async Task Ended_nonces_make_room_first()
    {
        var counts = new CountsInMemory(capacity: 8);
        for (var i = 0; i < 7; i++)
        {
            await UseAsync(counts, i, 1, Start.AddMinutes(-30));
        }

        Assert.Equal(CountUse.First, await UseAsync(counts, 7, 1));
        Assert.Equal(CountUse.First, await UseAsync(counts, 8, 1));
        Assert.Equal(CountUse.Repeated, await UseAsync(counts, 7, 1));
    }

    [Fact]
    public async Task Of_many_at_once_one_is_first()
    {
        var counts = new CountsInMemory();
        var uses = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => Task.Run(async () => await UseAsync(counts, 1, 9)))
        );
        Assert.Single(uses, use => use == CountUse.First);
    }

    [Fact]
    public void Every_process_has_an_origin_of_its_own() =>
        Assert.NotEqual(new CountsInMemory().Origin, new CountsInMemory().Origin);

    private static ValueTask<CountUse> UseAsync(
        CountsInMemory counts,
        int nonce,
        uint count,
        DateTimeOffset? issued = null
    ) =>
        counts.UseAsync(
            (UInt128)nonce,
            issued ?? Start,
            (issued ?? Start).AddMinutes(5),
            count,
            Start.AddSeconds(10),
            CancellationToken.None
        );
}
