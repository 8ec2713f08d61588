using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class SessionsLostRuleTests
{
    [Fact]
    public void After_a_restart_all_must_sign_in_anew() =>
        Assert.Equal(
            ["session.unreadable Decisive", "token.key-unknown Moderate"],
            Some.Says<SessionsLostRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 12).Select(i => SomeLog.Line(i, 200, address: $"192.0.2.{i % 3}")),
                    SomeLog.Line(50, 502),
                    .. Enumerable.Range(0, 3).Select(i => SomeLog.Line(60 + i, 401, address: $"192.0.2.{i % 3}")),
                    .. Enumerable
                        .Range(0, 3)
                        .Select(i => SomeLog.Line(70 + i, 200, "/login", method: "POST", address: $"192.0.2.{i % 3}")),
                    .. Enumerable.Range(0, 6).Select(i => SomeLog.Line(80 + i, 200, address: $"192.0.2.{i % 3}")),
                ])
            )
        );

    [Fact]
    public void A_restart_that_sessions_outlive_is_none() =>
        Assert.Empty(
            Some.Says<SessionsLostRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 12).Select(i => SomeLog.Line(i, 200, address: $"192.0.2.{i % 3}")),
                    SomeLog.Line(50, 502),
                    .. Enumerable.Range(0, 12).Select(i => SomeLog.Line(60 + i, 200, address: $"192.0.2.{i % 3}")),
                    SomeLog.Line(90, 401),
                ])
            )
        );
}
