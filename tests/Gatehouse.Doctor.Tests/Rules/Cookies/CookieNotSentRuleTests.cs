using Gatehouse.Doctor.Rules.Cookies;
using Gatehouse.Doctor.Tests.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Cookies;

public class CookieNotSentRuleTests
{
    [Theory]
    [InlineData("http://app.example/login", "sid=1; Secure", "http://app.example/x", null, "cookie.not-sent-secure")]
    [InlineData("https://app.example/login", "sid=1; Secure", "http://app.example/x", null, "cookie.not-sent-secure")]
    [InlineData(
        "https://app.example/login",
        "sid=1; SameSite=None",
        "https://app.example/x",
        null,
        "cookie.not-sent-secure"
    )]
    [InlineData("https://www.app.example/login", "sid=1", "https://app.example/x", null, "cookie.not-sent-domain")]
    [InlineData("http://localhost:3000/login", "sid=1", "http://127.0.0.1:3000/x", null, "cookie.not-sent-domain")]
    [InlineData(
        "https://app.example/login",
        "sid=1; Domain=other.example",
        "https://app.example/x",
        null,
        "cookie.not-sent-domain"
    )]
    [InlineData("https://app.example/auth/login", "sid=1", "https://app.example/x", null, "cookie.not-sent-path")]
    [InlineData(
        "https://app.example/login",
        "sid=1; Path=/admin",
        "https://app.example/adm",
        null,
        "cookie.not-sent-path"
    )]
    [InlineData(
        "https://app.example/login",
        "sid=1; Path=/; Max-Age=1",
        "https://app.example/x",
        null,
        "cookie.expired"
    )]
    [InlineData(
        "https://api.example/login",
        "sid=1; Path=/; SameSite=Lax; Secure",
        "https://api.example/x",
        "https://shop.test/",
        "cookie.not-sent-samesite"
    )]
    [InlineData(
        "https://api.example/login",
        "sid=1; Path=/",
        "https://api.example/x",
        "https://shop.test/",
        "cookie.not-sent-samesite"
    )]
    [InlineData(
        "https://api.example/login",
        "sid=1; Path=/; SameSite=None; Secure",
        "https://api.example/x",
        "https://shop.test/",
        "cookie.blocked"
    )]
    [InlineData(
        "https://api.app.example/login",
        "sid=1; Path=/",
        "https://api.app.example/x",
        "https://www.app.example/",
        "credentials.not-sent"
    )]
    [InlineData(
        "https://app.example/login",
        "__Host-sid=1; Secure; Path=/; Domain=app.example",
        "https://app.example/x",
        null,
        "cookie.not-sent-domain"
    )]
    public void The_browsers_rule_that_keeps_a_cookie_back_is_named(
        string from,
        string line,
        string to,
        string? page,
        string cause
    ) => Assert.Equal([$"{cause} Decisive"], Says(from, line, to, page));

    [Fact]
    public void A_session_that_ends_as_it_comes_was_given_a_wrong_time() =>
        Assert.Equal(
            ["cookie.expired Decisive"],
            Says(
                "https://app.example/login",
                "sid=open-sesame-open; Path=/; Expires=Thu, 01 Jan 1970 00:00:01 GMT",
                "https://app.example/x",
                null
            )
        );

    [Fact]
    public void A_cookie_that_nothing_keeps_back_is_not_kept_by_the_client() =>
        Assert.Equal(
            ["cookie.blocked Strong"],
            Says("https://app.example/login", "sid=1; Path=/", "https://app.example/x", null)
        );

    [Fact]
    public void A_cookie_that_is_too_large_is_not_kept() =>
        Assert.Equal(
            ["cookie.too-large Decisive"],
            Says("https://app.example/login", "sid=" + new string('a', 4200), "https://app.example/x", null)
        );

    [Theory]
    [InlineData("https://app.example/login", "sid=1; Path=/", "https://app.example/x", "https://app.example/", "sid=1")]
    [InlineData("https://app.example/login", "sid=; Max-Age=0", "https://app.example/x", null, "")]
    [InlineData("https://ads.test/login", "sid=1", "https://app.example/x", null, "")]
    public void A_cookie_that_came_along_was_deleted_or_is_of_others_says_nothing(
        string from,
        string line,
        string to,
        string? page,
        string sent
    ) => Assert.Empty(Says(from, line, to, page, sent));

    private static IReadOnlyList<string> Says(string from, string line, string to, string? page, string sent = "") =>
        Some.Says<CookieNotSentRule>(
            Recorded.Case(
                Recorded.Entry("POST", from, Some.Status(200, "", ("Set-Cookie", line))),
                Recorded.Entry("GET", to.Replace("/wait", "/x", StringComparison.Ordinal), Some.Status(200)),
                Recorded.Entry("GET", to, Some.Status(401), page, headers: sent.Length == 0 ? [] : [("Cookie", sent)])
            )
        );
}
