using Gatehouse.Client.Tokens;
using Gatehouse.Client.Tokens.Renewal;
using Gatehouse.TestKit;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class TokenStateTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public void Token_without_an_end_that_times_can_hold_is_used_for_years()
    {
        var state = Of(DateTimeOffset.MaxValue, _clock);
        _clock.Advance(TimeSpan.FromDays(3000));
        Assert.Equal((false, false), Judge(state, _clock));
        _clock.Advance(TimeSpan.FromDays(700));
        Assert.Equal((true, true), Judge(state, _clock));
    }

    // The system's own running time counts in billionths of a second: centuries are more than it holds.
    [Fact]
    public void Token_of_centuries_is_good_by_the_system_s_running_time() =>
        Assert.Equal((false, false), Judge(Of(DateTimeOffset.MaxValue, TimeProvider.System), TimeProvider.System));

    [Fact]
    public void Token_that_ended_before_all_times_is_due_and_soon_ended()
    {
        var state = Of(DateTimeOffset.MinValue, _clock);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((true, true), Judge(state, _clock));
    }

    [Fact]
    public void Life_that_ended_before_it_began_leaves_no_time_to_renew_in() =>
        Assert.Equal(TimeSpan.Zero, RenewalTimes.LeadOf(TimeSpan.FromDays(-1)));

    private static TokenState Of(DateTimeOffset end, TimeProvider clock) =>
        TokenState.Of(new GrantedToken { Token = new AccessToken("abc", end), GotAt = clock.GetUtcNow() }, clock);

    private static (bool HasEnded, bool IsDue) Judge(TokenState state, TimeProvider clock) =>
        (
            state.HasEnded(clock.GetUtcNow().UtcTicks, clock.GetTimestamp()),
            state.IsDue(clock.GetUtcNow().UtcTicks, clock.GetTimestamp())
        );
}
