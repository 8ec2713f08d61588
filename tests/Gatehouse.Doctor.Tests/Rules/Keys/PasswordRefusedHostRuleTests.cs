using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class PasswordRefusedHostRuleTests
{
    [Theory]
    [InlineData("https://api.github.com/user", "jana:open-sesame", "credentials.wrong-kind Strong")]
    [InlineData(
        "https://firma.atlassian.net/rest/api/3/myself",
        "jana@firma.example:open-sesame",
        "credentials.wrong-kind Strong"
    )]
    [InlineData("https://api.github.com/user", "jana:open-sesame-open-sesame-open-sesame-open-sesame", null)]
    [InlineData("https://jira.example/rest/api/2/myself", "jana:open-sesame", null)]
    public void Some_services_take_no_password(string url, string pair, string? said) =>
        Assert.Equal(said is null ? [] : [said], Given.Authorization<PasswordRefusedHostRule>(Given.Basic(pair), url));
}
