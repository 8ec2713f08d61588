using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class TimeFrameRuleTests
{
    [Theory]
    [InlineData(-60, -30, "token.expired Decisive")]
    [InlineData(30, 60, "token.not-yet-valid Decisive")]
    [InlineData(-30, 30, null)]
    public void The_answer_tells_the_window_and_the_time(int start, int expiry, string? said) =>
        Assert.Equal(
            said is null ? [] : [said],
            Some.Says<TimeFrameRule>(
                Some.Case(
                    Some.Get(),
                    Some.Status(
                        403,
                        $"time frame: Start [{Some.Now.AddMinutes(start):r}] - Expiry [{Some.Now.AddMinutes(expiry):r}] - Current [{Some.Now:r}]"
                    )
                )
            )
        );
}
