namespace Gatehouse.Decisions.Tests.Guessing;

public sealed class GuessPropertyTests
{
    [Fact]
    public async Task No_sequence_of_strangers_failures_keeps_out_the_owner_with_a_known_device()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            await using var setup = await GuessSetup.StartAsync();
            var cookie = await setup.DeviceOfAsync("alice");
            var state = (uint)seed;
            for (var step = 0; step < 300; step++)
            {
                state = (state * 1_664_525) + 1_013_904_223;
                var address = $"203.0.113.{(state >> 8) % 7}";
                var stranger = (state >> 16) % 3 == 0 ? "nobody" : "alice";
                await setup.TryAsync(stranger, "guess " + state, address, (state >> 24) % 4 == 0 ? "ghd_x" : null);
                setup.Time.StepWallClock(TimeSpan.FromSeconds((state >> 12) % 40));
                if (step % 10 == 0)
                {
                    Assert.Equal("in", await setup.TryAsync("alice", "right", "203.0.113.1", cookie));
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(200, 30)]
    public async Task Strangers_get_few_tries_an_hour_at_one_user_from_however_many_addresses(int addresses, int most)
    {
        await using var setup = await GuessSetup.StartAsync();
        for (var second = 0; second < 3600; second++)
        {
            await setup.TryAsync("alice", "guess " + second, "203.0.113." + (second % addresses));
            setup.Time.StepWallClock(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(setup.Passwords.Count, 5, most);
    }
}
