using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class PrefixMissingRuleTests
{
    [Theory]
    [InlineData("eyJhbGciOiJub25lIn0.e30.c2ln", "header.prefix-missing Decisive")]
    [InlineData("bWU6b3Blbi1zZXNhbWU=", "header.prefix-missing Decisive")]
    [InlineData("f3b1c2d4e5f60718", "header.prefix-missing Strong")]
    [InlineData("ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "header.prefix-missing Decisive")]
    [InlineData("Bearer:abcdefgh", "credentials.malformed Decisive")]
    [InlineData("Bearer: abcdefgh", "credentials.malformed Decisive")]
    [InlineData("Token=abcdefgh", "credentials.malformed Decisive")]
    [InlineData("lin_api_abcdefghijkl", "header.prefix-missing Weak")]
    public void A_secret_without_a_schemes_name_is_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<PrefixMissingRule>(value));

    [Theory]
    [InlineData("Bearer abcdefgh")]
    [InlineData("undefined")]
    [InlineData("Token token=\"abc\"")]
    [InlineData("***********")]
    [InlineData("PVEAPIToken=me@pam!x=abc")]
    [InlineData("Negotiate YIIabc")]
    public void A_field_with_a_scheme_or_of_another_form_is_left_alone(string value) =>
        Assert.Empty(Given.Authorization<PrefixMissingRule>(value));
}
