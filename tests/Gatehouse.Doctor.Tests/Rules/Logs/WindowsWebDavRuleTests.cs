using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class WindowsWebDavRuleTests
{
    [Fact]
    public void Windows_never_answers_the_challenge() =>
        Assert.Equal(
            ["credentials.not-sent Decisive", "credentials.scheme-unsupported Moderate"],
            Some.Says<WindowsWebDavRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, method: "OPTIONS", agent: "Microsoft-WebDAV-MiniRedir/10.0"),
                    SomeLog.Line(1, 401, method: "PROPFIND", agent: "Microsoft-WebDAV-MiniRedir/10.0"),
                    SomeLog.Line(2, 401, method: "PROPFIND", agent: "Microsoft-WebDAV-MiniRedir/10.0"),
                ])
            )
        );

    [Fact]
    public void One_that_is_served_in_the_end_is_well() =>
        Assert.Empty(
            Some.Says<WindowsWebDavRule>(
                SomeLog.Of([
                    SomeLog.Line(1, 401, method: "PROPFIND", agent: "Microsoft-WebDAV-MiniRedir/10.0"),
                    SomeLog.Line(2, 401, "/b", method: "PROPFIND", agent: "Microsoft-WebDAV-MiniRedir/10.0"),
                    SomeLog.Line(
                        3,
                        207,
                        "/c",
                        user: "bob",
                        method: "PROPFIND",
                        agent: "Microsoft-WebDAV-MiniRedir/10.0"
                    ),
                ])
            )
        );
}
