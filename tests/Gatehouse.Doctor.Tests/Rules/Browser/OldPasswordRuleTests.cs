using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class OldPasswordRuleTests
{
    [Fact]
    public void A_browser_that_sends_the_password_from_before_its_change_keeps_it() =>
        Assert.Equal(
            ["credentials.cached-by-browser Decisive"],
            Some.Says<OldPasswordRule>(Recorded.Case(Entry("/set?pwd_new=1", "a:b", 200), Entry("/snap", "a:b", 401)))
        );

    [Theory]
    [InlineData("/set?pwd_new=1", "a:c")]
    [InlineData("/orders", "a:b")]
    public void Another_password_or_another_page_is_none_of_that(string page, string pair) =>
        Assert.Empty(Some.Says<OldPasswordRule>(Recorded.Case(Entry(page, pair, 200), Entry("/snap", "a:b", 401))));

    private static Exchange Entry(string path, string pair, int status) =>
        Recorded.Entry(
            "GET",
            "http://camera.example" + path,
            Some.Status(status),
            headers: [("Authorization", Given.Basic(pair))]
        );
}
