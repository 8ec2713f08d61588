using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class GuessingRuleTests
{
    [Fact]
    public void One_address_that_tries_many_users_guesses() =>
        Assert.Equal(
            ["credentials.rejected Strong"],
            Some.Says<GuessingRule>(
                SomeLog.Of([
                    .. Enumerable
                        .Range(0, 20)
                        .Select(i => SomeLog.Line(i, 401, user: $"user{i}", address: "203.0.113.9")),
                ])
            )
        );

    [Fact]
    public void An_office_of_many_users_behind_one_address_who_are_served_does_not() =>
        Assert.Empty(
            Some.Says<GuessingRule>(
                SomeLog.Of([
                    .. Enumerable
                        .Range(0, 20)
                        .Select(i => SomeLog.Line(i, 200, user: $"user{i}", address: "203.0.113.9")),
                    SomeLog.Line(30, 401, user: "user1", address: "203.0.113.9"),
                ])
            )
        );
}
