using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class QuotedRuleTests
{
    [Theory]
    [InlineData("Bearer \"abc\"", "header.quoted Decisive")]
    [InlineData("\"Bearer abc\"", "header.quoted Decisive")]
    [InlineData("Bearer 'abc'", "header.quoted Decisive")]
    [InlineData("Bearer “abc”", "header.quoted Decisive")]
    [InlineData("Bearer abc\"", "header.quoted Strong")]
    [InlineData("Basic bWU6Im9wZW4tc2VzYW1lIg==", "header.quoted Decisive")]
    public void Quotation_marks_around_a_secret_are_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<QuotedRule>(value));

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Token token=\"abc\"")]
    [InlineData("Digest username=\"me\"")]
    [InlineData("Basic bWU6b3BlbiJzZXNhbWU=")]
    public void Those_of_parameters_or_within_are_not(string value) =>
        Assert.Empty(Given.Authorization<QuotedRule>(value));
}
