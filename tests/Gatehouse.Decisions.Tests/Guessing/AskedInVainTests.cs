using Gatehouse.Decisions.Passwords;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Guessing;

public sealed class AskedInVainTests
{
    [Fact]
    public void Thousand_addresses_that_guess_are_not_counted_for_those_that_do_not()
    {
        var time = new ManualTimeProvider();
        var asked = new AskedInVain(time);
        for (var i = 0; i < 50; i++)
        {
            for (var address = 0; address < 1000; address++)
            {
                asked.Add((UInt128)address);
            }
        }

        Assert.Equal(50, asked.Add(7), precision: 6);

        // By chance one address in 80,000 shares all its places.
        Assert.InRange(Enumerable.Range(10_000, 2000).Count(address => asked.Add((UInt128)address) > 10), 0, 3);
    }

    [Fact]
    public void What_was_asked_in_vain_runs_off_and_what_was_right_is_taken_back()
    {
        var time = new ManualTimeProvider();
        var asked = new AskedInVain(time);
        for (var i = 0; i < 5; i++)
        {
            asked.Add(1);
        }

        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(3, asked.Add(1), precision: 6);
        asked.TakeBack(1);
        Assert.Equal(3, asked.Add(1), precision: 6);
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, asked.Add(1), precision: 6);
    }
}
