using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Preflights;

namespace Gatehouse.Doctor.Tests.Rules.Preflights;

public class PreflightAnswerRuleTests
{
    private const string Origin = "https://shop.example";

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(302)]
    public void A_preflight_that_is_not_granted_ends_the_matter(int status) =>
        Assert.Equal(["preflight.refused Decisive"], Says(Some.Status(status)));

    [Fact]
    public void An_origin_that_is_not_named_is_denied() =>
        Assert.Equal(
            ["cors.origin-denied Decisive"],
            Says(Some.Status(204, "", ("Access-Control-Allow-Origin", "https://other.example")))
        );

    [Fact]
    public void The_asterisk_does_not_cover_Authorization() =>
        Assert.Equal(
            ["cors.header-denied Decisive", "cors.refusal-unreadable Strong"],
            Says(
                Some.Status(
                    204,
                    "",
                    ("Access-Control-Allow-Origin", "*"),
                    ("Access-Control-Allow-Headers", "*"),
                    ("Access-Control-Allow-Methods", "PUT")
                )
            )
        );

    [Fact]
    public void A_method_that_is_not_named_is_denied() =>
        Assert.Contains(
            "cors.method-denied Decisive",
            Says(
                Some.Status(
                    204,
                    "",
                    ("Access-Control-Allow-Origin", Origin),
                    ("Access-Control-Allow-Headers", "authorization"),
                    ("Access-Control-Allow-Methods", "GET, POST")
                )
            )
        );

    [Fact]
    public void A_401_that_the_page_cannot_read_is_told_where_the_preflight_is_allowed() =>
        Assert.Equal(
            ["cors.refusal-unreadable Strong"],
            Says(
                Some.Status(
                    204,
                    "",
                    ("Access-Control-Allow-Origin", Origin),
                    ("Access-Control-Allow-Headers", "Authorization"),
                    ("Access-Control-Allow-Methods", "PUT")
                )
            )
        );

    private static IReadOnlyList<string> Says(Answer preflight)
    {
        var subject = Some.Get(("Origin", Origin), ("Authorization", "Bearer abc")) with { Method = "PUT" };
        var options = SentRequest.For(Some.Url, "OPTIONS") with
        {
            Headers = HeaderLines.Of(
                ("Origin", Origin),
                ("Access-Control-Request-Method", "PUT"),
                ("Access-Control-Request-Headers", "authorization")
            ),
        };
        return Some.Says<PreflightAnswerRule>(
            Some.Seen(
                subject,
                (ProbeIntent.Supplied, subject, Some.Status(401)),
                (ProbeIntent.Preflight, options, preflight)
            )
        );
    }

    [Theory]
    [InlineData(401, "preflight.refused Decisive")]
    [InlineData(204, null)]
    public void A_preflight_that_was_asked_by_hand_is_read_too(int status, string? said)
    {
        var asked = Some.Get(("Origin", Origin), ("Access-Control-Request-Method", "GET")) with { Method = "OPTIONS" };
        Assert.Equal(
            said is null ? [] : [said],
            Some.Says<PreflightAnswerRule>(
                Some.Case(asked, Some.Status(status, "", ("Access-Control-Allow-Origin", Origin)))
            )
        );
    }
}
