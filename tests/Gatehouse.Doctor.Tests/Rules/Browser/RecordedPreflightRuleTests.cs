using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class RecordedPreflightRuleTests
{
    [Theory]
    [InlineData(401, "*", "*", "*", "preflight.refused Decisive")]
    [InlineData(204, "https://other.example", "PUT", "authorization", "cors.origin-denied Decisive")]
    [InlineData(204, "https://app.example", "GET", "authorization", "cors.method-denied Decisive")]
    [InlineData(204, "https://app.example", "PUT", "*", "cors.header-denied Decisive")]
    [InlineData(204, "https://app.example", "PUT", "x-other", "cors.header-denied Decisive")]
    public void A_preflight_that_does_not_allow_what_it_asks_for_is_seen(
        int status,
        string origin,
        string methods,
        string fields,
        string clue
    ) => Assert.Equal([clue], Says(status, origin, methods, fields));

    [Fact]
    public void One_that_does_is_left_alone() =>
        Assert.Empty(Says(204, "https://app.example", "GET, PUT", "Authorization, X-Y"));

    private static IReadOnlyList<string> Says(int status, string origin, string methods, string fields) =>
        Some.Says<RecordedPreflightRule>(
            Recorded.Case(
                Recorded.Entry(
                    "OPTIONS",
                    "https://api.example/x",
                    Some.Status(
                        status,
                        "",
                        ("Access-Control-Allow-Origin", origin),
                        ("Access-Control-Allow-Methods", methods),
                        ("Access-Control-Allow-Headers", fields)
                    ),
                    headers:
                    [
                        ("Origin", "https://app.example"),
                        ("Access-Control-Request-Method", "PUT"),
                        ("Access-Control-Request-Headers", "authorization"),
                    ]
                )
            )
        );
}
