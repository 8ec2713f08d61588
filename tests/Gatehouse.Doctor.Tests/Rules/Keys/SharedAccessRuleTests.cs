using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class SharedAccessRuleTests
{
    [Theory]
    [InlineData(
        "https://a.example/c/b?sp=r&st=2026-11-20T00:00:00Z&se=2026-11-21T08:00:00Z&sig=abc",
        "token.expired Decisive"
    )]
    [InlineData(
        "https://a.example/c/b?sp=r&st=2026-11-21T12:30:00Z&se=2026-11-22T08:00:00Z&sig=abc",
        "token.not-yet-valid Decisive"
    )]
    [InlineData(
        "http://a.example/c/b?sp=r&spr=https&se=2026-11-22T08:00:00Z&sig=abc",
        "endpoint.insecure-scheme Decisive"
    )]
    [InlineData("https://a.example/c/b?sp=w&se=2026-11-22T08:00:00Z&sig=abc", "token.scope-insufficient Strong")]
    [InlineData("https://a.example/c/b?sp=r&se=2026-11-22T08:00:00Z&sig=ab%252Bc", "signature.mismatch Strong")]
    public void What_a_signed_address_says_of_itself_is_read(string url, string clue) =>
        Assert.Equal([clue], Given.Field<SharedAccessRule>("Accept", "*/*", url));

    [Theory]
    [InlineData("https://a.example/c/b?sp=r&se=2026-11-22T08:00:00Z&sig=ab%2Bc")]
    [InlineData("https://a.example/c/b?se=2026-11-20T08:00:00Z")]
    public void One_that_is_good_is_left_alone(string url) =>
        Assert.Empty(Given.Field<SharedAccessRule>("Accept", "*/*", url));
}
