using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class ServerSideCallerRuleTests
{
    [Fact]
    public void The_server_that_renders_pages_asks_without_cookies() =>
        Assert.Equal(
            ["credentials.not-sent Decisive"],
            Some.Says<ServerSideCallerRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200),
                    SomeLog.Line(1, 401, address: "127.0.0.1", agent: "node"),
                    SomeLog.Line(2, 401, address: "::1", agent: "undici"),
                ])
            )
        );

    [Fact]
    public void A_script_far_away_is_no_such_server() =>
        Assert.Empty(
            Some.Says<ServerSideCallerRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200),
                    SomeLog.Line(1, 401, agent: "node"),
                    SomeLog.Line(2, 401, agent: "node"),
                ])
            )
        );
}
