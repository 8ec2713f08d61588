using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class FormTokenRuleTests
{
    [Theory]
    [InlineData(403, "", "csrf.token-missing Strong")]
    [InlineData(419, "", "csrf.token-missing Decisive")]
    [InlineData(403, "xyz", "csrf.token-invalid Strong")]
    public void A_token_that_lacks_or_differs_is_seen(int status, string token, string clue) =>
        Assert.Equal([clue], Says("POST", status, token));

    [Theory]
    [InlineData("POST", "abc")]
    [InlineData("GET", "")]
    public void One_that_fits_or_is_not_needed_is_left_alone(string method, string token) =>
        Assert.Empty(Says(method, 403, token));

    private static IReadOnlyList<string> Says(string method, int status, string token) =>
        Some.Says<FormTokenRule>(
            Recorded.Case(
                Recorded.Entry(
                    method,
                    "https://app.example/x",
                    Some.Status(status),
                    headers: token.Length == 0
                        ? [("Cookie", "XSRF-TOKEN=abc; sid=1")]
                        : [("Cookie", "XSRF-TOKEN=abc; sid=1"), ("X-XSRF-TOKEN", token)]
                )
            )
        );
}
