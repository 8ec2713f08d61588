using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class PasswordChangedRuleTests
{
    [Fact]
    public void A_program_that_is_refused_since_a_password_was_changed_sends_the_old_one() =>
        Assert.Equal(
            ["credentials.stale-cached Decisive"],
            Some.Says<PasswordChangedRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/sync", agent: "Phone/1"),
                    SomeLog.Line(10, 302, "/account/change-password", address: "192.0.2.2", method: "POST"),
                    SomeLog.Line(20, 401, "/sync", agent: "Phone/1"),
                    SomeLog.Line(30, 401, "/sync", agent: "Phone/1"),
                ])
            )
        );

    [Fact]
    public void One_that_is_served_again_was_given_the_new_one() =>
        Assert.Empty(
            Some.Says<PasswordChangedRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/sync", agent: "Phone/1"),
                    SomeLog.Line(10, 302, "/account/change-password", address: "192.0.2.2", method: "POST"),
                    SomeLog.Line(20, 401, "/sync", agent: "Phone/1"),
                    SomeLog.Line(30, 401, "/sync", agent: "Phone/1"),
                    SomeLog.Line(40, 200, "/sync", agent: "Phone/1"),
                ])
            )
        );
}
