using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Decisions.Tests.Sessions;

public class SignInAddressTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("/a/b?c=d")]
    [InlineData("/a?next=https://elsewhere.example/")]
    [InlineData("/%D0%BF%D1%83%D1%82%D1%8C")]
    [InlineData("/a%2Fb")]
    [InlineData("/a;b")]
    public void Paths_of_this_site_are_taken(string path) => Assert.True(SignInAddress.IsOwnPath(path));

    public static TheoryData<string> Foreign()
    {
        var data = new TheoryData<string>();
        string[] slashes = ["/", "\\", "%2f", "%5c", "%2F", "%5C", "/%09/", "/\t/", "/\n", "/ /", "/.//", "/..//"];
        string[] before = ["", " ", "\t", "\n", "\0", "%09", "."];
        foreach (var start in before)
        {
            foreach (var second in slashes)
            {
                data.Add(start + "/" + second + "evil.example");
            }
        }

        foreach (
            var other in (string[])
                [
                    "",
                    "evil.example",
                    "https://evil.example",
                    "https:evil.example",
                    "https:/evil.example",
                    "HTTPS://evil.example/",
                    "javascript:alert(1)",
                    "data:text/html,x",
                    "https://site.example@evil.example/",
                    "https://a@b@evil.example/",
                    "/a\r\nLocation: https://evil.example",
                    "/a#/../b",
                    "/a/../../b",
                    "/%2e%2e//evil.example",
                    "/\u2028/evil.example",
                    "/\u3002evil.example",
                    "/é",
                    "?a",
                    "#a",
                    "/" + new string('a', 4000),
                ]
        )
        {
            data.Add(other);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void What_any_browser_may_read_as_another_site_is_not(string text)
    {
        Assert.False(SignInAddress.IsOwnPath(text));
        Assert.Equal("/", SignInAddress.OwnPathOr(text, "/"));
    }

    [Fact]
    public void Nothing_is_not_a_path() => Assert.False(SignInAddress.IsOwnPath(null));
}
