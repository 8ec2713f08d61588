using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class UnderscoreFieldRuleTests
{
    [Theory]
    [InlineData("nginx/1.26.0", "header.stripped-by-proxy Strong")]
    [InlineData("gunicorn", "header.stripped-by-proxy Moderate")]
    public void A_key_in_a_field_with_an_underscore_is_dropped(string server, string clue) =>
        Assert.Equal([clue], Says("api_key", server));

    [Fact]
    public void A_hyphen_goes_through() => Assert.Empty(Says("X-Api-Key", "nginx"));

    private static IReadOnlyList<string> Says(string field, string server) =>
        Some.Says<UnderscoreFieldRule>(
            Some.Case(Some.Get((field, "open-sesame")), Some.Status(401, "", ("Server", server)))
        );
}
