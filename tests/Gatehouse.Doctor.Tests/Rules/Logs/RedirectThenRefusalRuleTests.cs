using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class RedirectThenRefusalRuleTests
{
    [Fact]
    public void A_redirect_for_a_slash_is_followed_by_a_refusal() =>
        Assert.Equal(
            ["header.stripped-by-redirect Decisive"],
            Some.Says<RedirectThenRefusalRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 307, "/orders"),
                    SomeLog.Line(0, 401, "/orders/"),
                    SomeLog.Line(5, 307, "/orders"),
                    SomeLog.Line(5, 401, "/orders/"),
                ])
            )
        );

    [Fact]
    public void A_redirect_elsewhere_is_none_of_that() =>
        Assert.Empty(
            Some.Says<RedirectThenRefusalRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 302, "/orders"),
                    SomeLog.Line(0, 401, "/login"),
                    SomeLog.Line(5, 302, "/orders"),
                    SomeLog.Line(5, 401, "/login"),
                ])
            )
        );
}
