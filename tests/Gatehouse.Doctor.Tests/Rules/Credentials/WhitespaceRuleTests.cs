using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class WhitespaceRuleTests
{
    [Theory]
    [InlineData("Bearer abcdefgh\n", "header.whitespace Decisive")]
    [InlineData("Bearer abc\r\ndef", "header.whitespace Decisive")]
    [InlineData("Bearer  abcdefgh", "header.whitespace Strong")]
    [InlineData("Bearer abc def", "header.whitespace Decisive")]
    [InlineData("Bearer ﻿abcdef", "header.whitespace Decisive")]
    [InlineData("Bearer abcdefghi%", "header.whitespace Decisive")]
    [InlineData("Basic bWU6b3Blbi1zZXNhbWUK", "header.whitespace Decisive")]
    [InlineData("Basic bWUKOm9wZW4tc2VzYW1l", "header.whitespace Decisive")]
    [InlineData("Basic bWU6b3Blbi1zZXNhbWUg", "header.whitespace Strong")]
    [InlineData("Bearer abcdefgh ", "header.whitespace Weak")]
    [InlineData("Bearer abc\\n", "header.whitespace Decisive")]
    [InlineData("Bearer abcdеfgh", "credentials.malformed Strong")]
    public void What_came_along_with_a_secret_is_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<WhitespaceRule>(value));

    [Theory]
    [InlineData("Bearer abcdefgh")]
    [InlineData("Basic bWU6b3BlbiBzZXNhbWU=")]
    [InlineData("Digest username=\"me\", realm=\"x y\"")]
    [InlineData("Bearer ")]
    public void A_clean_secret_is_left_alone(string value) => Assert.Empty(Given.Authorization<WhitespaceRule>(value));
}
