using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class PingPongRuleTests
{
    [Fact]
    public void Each_sign_in_ends_the_other_session() =>
        Assert.Equal(
            ["session.revoked Decisive"],
            Some.Says<PingPongRule>(
                SomeLog.Of([
                    .. Enumerable
                        .Range(0, 8)
                        .SelectMany(i =>
                            new[]
                            {
                                SomeLog.Line(60 * i, 200, "/login", method: "POST", address: $"192.0.2.{i % 2}"),
                                SomeLog.Line((60 * i) + 5, 200, address: $"192.0.2.{i % 2}"),
                                SomeLog.Line((60 * i) + 10, 401, address: $"192.0.2.{(i + 1) % 2}"),
                            }
                        ),
                ])
            )
        );

    [Fact]
    public void A_sign_in_that_harms_nobody_says_nothing() =>
        Assert.Empty(
            Some.Says<PingPongRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/login", method: "POST"),
                    SomeLog.Line(1, 200, address: "192.0.2.2"),
                    SomeLog.Line(2, 401),
                ])
            )
        );
}
