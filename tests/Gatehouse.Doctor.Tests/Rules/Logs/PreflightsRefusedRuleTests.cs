using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class PreflightsRefusedRuleTests
{
    [Fact]
    public void Only_preflights_are_refused() =>
        Assert.Equal(
            ["preflight.refused Decisive"],
            Some.Says<PreflightsRefusedRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 401, method: "OPTIONS"),
                    SomeLog.Line(1, 401, method: "OPTIONS"),
                    SomeLog.Line(2, 200),
                ])
            )
        );

    [Fact]
    public void Other_methods_are_no_preflights() =>
        Assert.Empty(
            Some.Says<PreflightsRefusedRule>(SomeLog.Of([SomeLog.Line(0, 401), SomeLog.Line(1, 401, method: "POST")]))
        );
}
