using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class ConsoleMessageRuleTests
{
    [Theory]
    [InlineData(
        "blocked by CORS policy: Response to preflight request doesn't pass access control check: It does not have HTTP ok status.",
        "preflight.refused"
    )]
    [InlineData(
        "blocked by CORS policy: Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response.",
        "cors.header-denied"
    )]
    [InlineData(
        "blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.",
        "cors.method-denied"
    )]
    [InlineData(
        "blocked by CORS policy: The 'Access-Control-Allow-Origin' header has a value 'https://a.example' that is not equal to the supplied origin.",
        "cors.origin-denied"
    )]
    [InlineData(
        "blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.\nGET https://api.example/x net::ERR_FAILED 401 (Unauthorized)",
        "cors.refusal-unreadable"
    )]
    [InlineData(
        "Cross-Origin Request Blocked: (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 401.",
        "cors.refusal-unreadable"
    )]
    public void Each_browsers_words_are_known(string text, string cause) =>
        Assert.Equal(
            [$"{cause} Decisive"],
            Some.Says<ConsoleMessageRule>(new CaseFile { Now = Some.Now, Text = text })
        );

    [Fact]
    public void Other_words_say_nothing() =>
        Assert.Empty(Some.Says<ConsoleMessageRule>(new CaseFile { Now = Some.Now, Text = "CORS is fine here" }));
}
