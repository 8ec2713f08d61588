using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class OneUserRuleTests
{
    [Fact]
    public void One_user_alone_is_refused() =>
        Assert.Equal(
            ["credentials.rejected Strong"],
            Some.Says<OneUserRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 10).Select(i => SomeLog.Line(10 * i, 200, user: "alice")),
                    .. Enumerable.Range(0, 4).Select(i => SomeLog.Line(5 + (10 * i), 401, user: "bob")),
                ])
            )
        );

    [Fact]
    public void One_program_goes_on_with_the_old_password() =>
        Assert.Equal(
            ["credentials.stale-cached Decisive"],
            Some.Says<OneUserRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 401, user: "bob", agent: "Outlook"),
                    SomeLog.Line(1, 200, user: "bob"),
                    SomeLog.Line(60, 401, user: "bob", agent: "Outlook"),
                    SomeLog.Line(120, 401, user: "bob", agent: "Outlook"),
                    SomeLog.Line(121, 200, user: "bob"),
                ])
            )
        );

    [Fact]
    public void Every_program_is_refused_after_wrong_tries_of_one() =>
        Assert.Equal(
            ["user.locked Strong", "password.expired Moderate"],
            Some.Says<OneUserRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, user: "bob"),
                    SomeLog.Line(1, 200, user: "alice"),
                    SomeLog.Line(2, 401, user: "bob", agent: "Phone"),
                    SomeLog.Line(3, 401, user: "bob", agent: "Phone"),
                    SomeLog.Line(4, 401, user: "bob", agent: "Phone"),
                    SomeLog.Line(5, 401, user: "bob"),
                    SomeLog.Line(6, 401, user: "bob"),
                    SomeLog.Line(7, 200, user: "alice"),
                ])
            )
        );

    [Fact]
    public void Two_users_who_mistype_are_not_one() =>
        Assert.Empty(
            Some.Says<OneUserRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 401, user: "bob"),
                    SomeLog.Line(1, 401, user: "alice"),
                    SomeLog.Line(2, 401, user: "bob"),
                    SomeLog.Line(3, 401, user: "alice"),
                    SomeLog.Line(4, 401, user: "bob"),
                    SomeLog.Line(5, 401, user: "alice"),
                ])
            )
        );
}
