using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class RecordedNotSentRuleTests
{
    [Fact]
    public void Fields_in_the_body_are_no_fields() =>
        Assert.Equal(
            ["credentials.not-sent Decisive"],
            Some.Says<RecordedNotSentRule>(
                Recorded.Case(
                    Recorded.Entry(
                        "POST",
                        "https://api.example/x",
                        Some.Status(401),
                        body: "{\"headers\":{\"Authorization\":\"Bearer abc\"}}"
                    )
                )
            )
        );

    [Fact]
    public void A_manifest_is_asked_for_without_credentials()
    {
        var entry = Recorded.Entry("GET", "https://api.example/app.webmanifest", Some.Status(401));
        Assert.Equal(
            ["credentials.not-sent Decisive"],
            Some.Says<RecordedNotSentRule>(
                Recorded.Case(entry with { Browser = entry.Browser! with { ResourceType = "manifest" } })
            )
        );
    }

    [Fact]
    public void What_other_requests_carry_is_missed_here() =>
        Assert.Equal(
            ["credentials.not-sent Strong"],
            Some.Says<RecordedNotSentRule>(
                Recorded.Case(
                    Recorded.Entry(
                        "GET",
                        "https://api.example/a",
                        Some.Status(200),
                        headers: [("Authorization", "Bearer abc")]
                    ),
                    Recorded.Entry("GET", "https://api.example/b", Some.Status(401))
                )
            )
        );

    [Fact]
    public void A_request_that_nobody_had_credentials_for_says_nothing() =>
        Assert.Empty(
            Some.Says<RecordedNotSentRule>(
                Recorded.Case(Recorded.Entry("GET", "https://api.example/b", Some.Status(401)))
            )
        );
}
