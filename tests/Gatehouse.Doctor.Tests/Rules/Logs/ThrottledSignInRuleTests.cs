using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class ThrottledSignInRuleTests
{
    [Fact]
    public void Refusals_end_in_being_told_to_slow_down() =>
        Assert.Equal(
            ["credentials.throttled Strong"],
            Some.Says<ThrottledSignInRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 4).Select(i => SomeLog.Line(i, 401, "/login", method: "POST")),
                    .. Enumerable.Range(4, 3).Select(i => SomeLog.Line(i, 429, "/login", method: "POST")),
                ])
            )
        );

    [Fact]
    public void A_caller_that_is_served_and_asks_too_often_is_not_it() =>
        Assert.Empty(
            Some.Says<ThrottledSignInRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 4).Select(i => SomeLog.Line(i, 200)),
                    .. Enumerable.Range(4, 3).Select(i => SomeLog.Line(i, 429)),
                ])
            )
        );
}
