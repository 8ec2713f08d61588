using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class UnreadableRefusalRuleTests
{
    private const string Page = "https://app.example/";

    [Fact]
    public void A_refusal_without_CORS_fields_is_unreadable() =>
        Assert.Equal(
            ["cors.refusal-unreadable Strong"],
            Some.Says<UnreadableRefusalRule>(
                Recorded.Case(Recorded.Entry("GET", "https://api.example/x", Some.Status(401), Page))
            )
        );

    [Fact]
    public void A_network_error_without_a_preflight_is_asked_about() =>
        Assert.Equal(
            ["cors.origin-denied Moderate"],
            Some.Says<UnreadableRefusalRule>(Recorded.Case(Recorded.Entry("GET", "https://api.example/x", null, Page)))
        );

    [Fact]
    public void One_with_them_or_of_the_pages_own_origin_is_not()
    {
        Assert.Empty(
            Some.Says<UnreadableRefusalRule>(
                Recorded.Case(
                    Recorded.Entry(
                        "GET",
                        "https://api.example/x",
                        Some.Status(401, "", ("Access-Control-Allow-Origin", "https://app.example")),
                        Page
                    )
                )
            )
        );
        Assert.Empty(
            Some.Says<UnreadableRefusalRule>(
                Recorded.Case(Recorded.Entry("GET", "https://app.example/x", Some.Status(401), Page))
            )
        );
    }
}
