using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class LifetimeRuleTests
{
    [Fact]
    public void Refused_just_an_hour_after_the_sign_in() =>
        Assert.Equal(
            ["token.expired Strong"],
            Some.Says<LifetimeRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/login", method: "POST"),
                    .. Enumerable.Range(0, 60).Select(i => SomeLog.Line(10 + (60 * i), 200)),
                    .. Enumerable.Range(0, 10).Select(i => SomeLog.Line(3610 + (60 * i), 401)),
                ])
            )
        );

    [Fact]
    public void Refused_after_no_usual_time_says_nothing() =>
        Assert.Empty(
            Some.Says<LifetimeRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/login", method: "POST"),
                    .. Enumerable.Range(0, 40).Select(i => SomeLog.Line(10 + (60 * i), 200)),
                    .. Enumerable.Range(0, 10).Select(i => SomeLog.Line(2410 + (60 * i), 401)),
                ])
            )
        );
}
