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

    [Theory]
    [InlineData("", 1)]
    [InlineData("Bearer", 0)]
    public void A_redirect_to_another_host_leaves_the_credentials_behind(string kept, int clues) =>
        Assert.Equal(
            clues,
            Some.Says<RedirectThenRefusalRule>(
                SomeLog.Of([
                    """{"time":"2026-11-21T12:00:00Z","method":"GET","host":"a.example","path":"/x","status":301,"authorization":"Bearer"}""",
                    $$"""{"time":"2026-11-21T12:00:00Z","method":"GET","host":"b.example","path":"/x","status":401,"authorization":"{{kept}}"}""",
                ])
            ).Count
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
