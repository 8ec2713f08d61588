using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class RecordedRedirectRuleTests
{
    [Fact]
    public void Credentials_that_are_gone_after_a_redirect_are_missed() =>
        Assert.Equal(["header.stripped-by-redirect Decisive"], Says("https://www.a.example/x"));

    [Fact]
    public void A_redirect_to_somewhere_else_says_nothing() => Assert.Empty(Says("https://other.example/"));

    private static IReadOnlyList<string> Says(string location) =>
        Some.Says<RecordedRedirectRule>(
            Recorded.Case(
                Recorded.Entry(
                    "GET",
                    "https://a.example/x",
                    Some.Status(301, "", ("Location", location)),
                    headers: [("Authorization", "Bearer abc")]
                ),
                Recorded.Entry("GET", "https://www.a.example/x", Some.Status(401))
            )
        );
}
