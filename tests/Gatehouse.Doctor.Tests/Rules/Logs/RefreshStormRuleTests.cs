using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class RefreshStormRuleTests
{
    [Fact]
    public void New_tokens_are_refused_at_once_time_and_again() =>
        Assert.Equal(
            ["access.reported-as-401 Decisive"],
            Some.Says<RefreshStormRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/me"),
                    .. Enumerable
                        .Range(0, 12)
                        .Select(i =>
                            i % 2 == 0
                                ? SomeLog.Line(1 + i, 401, "/admin")
                                : SomeLog.Line(1 + i, 200, "/auth/refresh", method: "POST")
                        ),
                ])
            )
        );

    [Fact]
    public void A_renewal_that_helps_is_no_storm() =>
        Assert.Empty(
            Some.Says<RefreshStormRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 401),
                    SomeLog.Line(1, 200, "/auth/refresh", method: "POST"),
                    SomeLog.Line(1, 200),
                    SomeLog.Line(2, 200),
                ])
            )
        );
}
