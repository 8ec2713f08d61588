using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class SchemeCaseRuleTests
{
    [Theory]
    [InlineData("bearer abc", "header.scheme-case Moderate")]
    [InlineData("BASIC bWU6eA==", "header.scheme-case Moderate")]
    public void Other_letters_are_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<SchemeCaseRule>(value));

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Custom abc")]
    public void The_usual_ones_are_not(string value) => Assert.Empty(Given.Authorization<SchemeCaseRule>(value));
}
