using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class PrefixDoubledRuleTests
{
    [Theory]
    [InlineData("Bearer Bearer abc", "header.prefix-doubled Decisive")]
    [InlineData("Bearer Basic bWU6eA==", "header.prefix-doubled Decisive")]
    [InlineData("bearer  token abc", "header.prefix-doubled Decisive")]
    [InlineData("Key Key abc", "header.prefix-doubled Decisive")]
    [InlineData("Authorization: Bearer abc", "header.prefix-doubled Decisive")]
    public void A_second_name_before_the_secret_is_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<PrefixDoubledRule>(value));

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Bearer tokenabc")]
    [InlineData("Token abc")]
    public void One_name_is_enough(string value) => Assert.Empty(Given.Authorization<PrefixDoubledRule>(value));
}
