using Gatehouse.Client.Schemes;
using Gatehouse.Client.Tokens;
using Gatehouse.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class SessionWatchTests : IDisposable
{
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(5);

    // What timers take: milliseconds in 32 bits, two values of which mean something else.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly ManualTimeProvider _clock = new();
    private readonly List<SessionEnding> _warnings = [];
    private readonly SessionWatch _watch;
    private int _renewals;

    public SessionWatchTests() =>
        _watch = new(
            new SchemeContext
            {
                Client = "orders",
                Origins = [new Uri("https://orders.example")],
                Clock = _clock,
                Logger = NullLogger.Instance,
                Backchannel = null!,
                SessionEnding = _warnings.Add,
            },
            Before,
            () =>
            {
                _renewals++;
                return ValueTask.CompletedTask;
            }
        );

    public void Dispose() => _watch.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(49)]
    [InlineData(90)]
    [InlineData(365)]
    public void Session_longer_than_any_timer_is_warned_of_when_it_ends_and_not_before(int days)
    {
        Follow(_clock.GetUtcNow().AddDays(days));
        var left = TimeSpan.FromDays(days) - Before;
        while (left > TimeSpan.FromHours(1))
        {
            Assert.InRange(_clock.UntilNextTimer!.Value, TimeSpan.Zero, LongestTimer);
            _clock.Advance(TimeSpan.FromHours(1));
            left -= TimeSpan.FromHours(1);
        }

        _clock.Advance(left - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, _renewals);
        Assert.Empty(_warnings);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _renewals);
        Assert.Equal(_clock.GetUtcNow() + Before, Assert.Single(_warnings).EndsAt);
        Assert.Null(_clock.UntilNextTimer);
    }

    [Fact]
    public void Session_without_an_end_that_times_can_hold_is_watched_and_left_alone()
    {
        Follow(DateTimeOffset.MaxValue);
        for (var turn = 0; turn < 20; turn++)
        {
            Assert.InRange(_clock.UntilNextTimer!.Value, TimeSpan.Zero, LongestTimer);
            _clock.Advance(_clock.UntilNextTimer!.Value);
        }

        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData(-1_000_000_000)]
    [InlineData(0)]
    public void Session_that_has_ended_already_is_warned_of_soon(long seconds)
    {
        Follow(_clock.GetUtcNow().AddSeconds(seconds));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(_warnings);
    }

    [Fact]
    public void Ended_watch_sets_no_timer_again()
    {
        Follow(_clock.GetUtcNow().AddDays(90));
        _watch.Dispose();
        Assert.Null(_clock.UntilNextTimer);
    }

    private void Follow(DateTimeOffset end) =>
        _watch.Follow(
            new GrantedToken
            {
                Token = new AccessToken("abc"),
                GotAt = _clock.GetUtcNow(),
                SessionEndsAt = end,
                SessionEndReason = "It ends.",
            }
        );
}
