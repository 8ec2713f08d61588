using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Storage.Tests.Journal;

public sealed class RefusalCountsTests
{
    [Fact]
    public void Nothing_is_lost_over_more_seconds_than_the_ring_holds()
    {
        RefusalCounts counts = new();
        for (var second = 1000; second < 1300; second++)
        {
            counts.Count(Causes.Token.Expired, second);
            counts.Count(Causes.Token.Expired, second);
        }

        Dictionary<(ushort Cause, long Second), long> moved = [];
        counts.MoveTo(moved);
        Assert.Equal(300, moved.Count);
        Assert.All(moved.Values, count => Assert.Equal(2, count));
        counts.MoveTo(moved);
        Assert.Equal(600, moved.Values.Sum());
    }

    [Fact]
    public void Threads_at_once_with_one_that_empties_lose_nothing()
    {
        RefusalCounts counts = new();
        Dictionary<(ushort Cause, long Second), long> moved = [];
        Parallel.For(
            0,
            5,
            worker =>
            {
                for (var number = 0; number < 20_000; number++)
                {
                    if (worker > 0)
                    {
                        counts.Count(Causes.All[number % 10], number / 50);
                    }
                    else if (number % 100 == 0)
                    {
                        counts.MoveTo(moved);
                    }
                }
            }
        );
        counts.MoveTo(moved);
        Assert.Equal(80_000, moved.Values.Sum());
    }
}
