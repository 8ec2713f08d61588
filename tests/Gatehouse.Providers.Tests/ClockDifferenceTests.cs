using Gatehouse.TestKit;

namespace Gatehouse.Providers.Tests;

public sealed class ClockDifferenceTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(90)]
    [InlineData(-3600)]
    public async Task The_difference_of_the_clocks_is_measured(int seconds)
    {
        Assert.Equal(seconds, await MeasureAsync(TimeSpan.FromSeconds(seconds), TimeSpan.Zero, age: null));
    }

    [Fact]
    public async Task Half_of_the_round_trip_is_allowed_for()
    {
        Assert.Equal(30, await MeasureAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(4), age: null));
    }

    [Fact]
    public async Task The_age_of_a_cached_answer_is_allowed_for()
    {
        Assert.Equal(30, await MeasureAsync(TimeSpan.FromSeconds(-570), TimeSpan.Zero, TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public async Task An_answer_without_Date_measures_nothing()
    {
        Assert.Null(await MeasureAsync(ahead: null, TimeSpan.Zero, age: null));
    }

    /// <summary>Answers halfway through the time taken, with a Date that is ahead by so much.</summary>
    private static async Task<long?> MeasureAsync(TimeSpan? ahead, TimeSpan took, TimeSpan? age)
    {
        ManualTimeProvider clock = new();
        StubHandler handler = new(_ =>
        {
            clock.Advance(took / 2);
            HttpResponseMessage answer = StubHandler.Json(TestKey.Set(new TestKey("a")));
            answer.Headers.Date = clock.GetUtcNow() + ahead;
            answer.Headers.Age = age;
            clock.Advance(took / 2);
            return answer;
        });
        JwtProviderOptions options = new()
        {
            Name = "machine",
            Issuer = "https://issuer.example",
            KeySetUrl = "https://issuer.example/jwks",
        };
        await using ProviderUnderTest provider = new(options, handler, clock);
        await provider.Provider.FirstAttempt;
        Assert.Equal(provider.Provider.ClockAheadSeconds, provider.Health.ClockAheadSeconds);
        return provider.Provider.ClockAheadSeconds;
    }
}
