using Gatehouse.Doctor.Rules.WebTokens;

namespace Gatehouse.Doctor.Tests.Rules.WebTokens;

public class TokenShapeRuleTests
{
    [Theory]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ", "token.malformed Decisive")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.", "token.malformed Decisive")]
    [InlineData("eyJhbGciOiJkaXIifQ..a.b.c", "token.malformed Strong")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSJ9.", "token.algorithm-refused Decisive")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.a+b/", "token.malformed Strong")]
    public void A_token_that_cannot_be_read_is_seen(string token, string clue) =>
        Assert.Equal([clue], Given.Authorization<TokenShapeRule>("Bearer " + token));

    [Fact]
    public void A_shared_secret_does_not_fit_a_public_issuer() =>
        Assert.Equal(
            ["token.algorithm-refused Strong"],
            Given.Authorization<TokenShapeRule>(
                "Bearer " + Given.Token(new { iss = "https://acme.auth0.com/" }, new { alg = "HS256" })
            )
        );

    [Theory]
    [InlineData("Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJtZSJ9.c2ln")]
    [InlineData("Bearer opaque.token")]
    public void A_readable_one_and_an_opaque_one_are_left_alone(string value) =>
        Assert.Empty(Given.Authorization<TokenShapeRule>(value));
}
