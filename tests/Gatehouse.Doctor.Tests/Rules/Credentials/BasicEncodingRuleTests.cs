using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class BasicEncodingRuleTests
{
    [Theory]
    [InlineData("Basic bWU6Y2Fm6Q==", "basic.encoding Strong")]
    [InlineData("Basic bWU6Y2Fmw6k=", "basic.encoding Moderate")]
    [InlineData("Basic bWU6Y2FmZcyB", "basic.encoding Strong")]
    [InlineData("Basic bWU6Y2Fm77+9", "basic.encoding Decisive")]
    [InlineData("Basic bWU6Y2Fmw4PCqQ==", "basic.encoding Strong")]
    public void Letters_outside_ASCII_are_looked_at(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<BasicEncodingRule>(value));

    [Theory]
    [InlineData("Basic bWU6Y2FmZQ==")]
    [InlineData("Bearer caf")]
    public void Plain_ones_are_not(string value) => Assert.Empty(Given.Authorization<BasicEncodingRule>(value));
}
