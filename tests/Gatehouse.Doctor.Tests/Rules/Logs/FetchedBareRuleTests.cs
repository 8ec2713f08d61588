using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class FetchedBareRuleTests
{
    [Fact]
    public void Only_the_manifest_is_refused() =>
        Assert.Equal(
            ["credentials.not-sent Decisive"],
            Some.Says<FetchedBareRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, "/"),
                    SomeLog.Line(1, 401, "/manifest.json"),
                    SomeLog.Line(2, 200, "/app.js"),
                ])
            )
        );

    [Fact]
    public void A_page_that_is_refused_too_says_nothing() =>
        Assert.Empty(
            Some.Says<FetchedBareRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 401, "/"),
                    SomeLog.Line(1, 401, "/manifest.json"),
                    SomeLog.Line(2, 401, "/app.js"),
                ])
            )
        );
}
