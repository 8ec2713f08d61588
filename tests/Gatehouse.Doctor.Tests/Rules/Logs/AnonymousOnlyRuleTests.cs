using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class AnonymousOnlyRuleTests
{
    [Fact]
    public void Refusals_without_names_beside_served_names_lack_credentials() =>
        Assert.Equal(
            ["credentials.missing Moderate"],
            Some.Says<AnonymousOnlyRule>(
                SomeLog.Of([SomeLog.Line(0, 200, user: "bob"), SomeLog.Line(1, 401, address: "192.0.2.7")])
            )
        );

    [Fact]
    public void Refusals_with_names_had_credentials() =>
        Assert.Equal(
            ["credentials.rejected Moderate"],
            Some.Says<AnonymousOnlyRule>(
                SomeLog.Of([SomeLog.Line(0, 401, user: "bob"), SomeLog.Line(1, 401, user: "eve")])
            )
        );

    [Fact]
    public void No_refusal_says_nothing() =>
        Assert.Empty(Some.Says<AnonymousOnlyRule>(SomeLog.Of([SomeLog.Line(0, 200)])));
}
