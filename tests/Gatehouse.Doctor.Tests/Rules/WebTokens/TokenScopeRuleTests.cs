using Gatehouse.Doctor.Rules.WebTokens;

namespace Gatehouse.Doctor.Tests.Rules.WebTokens;

public class TokenScopeRuleTests
{
    [Theory]
    [InlineData("Bearer error=\"insufficient_scope\", scope=\"orders:write\"", "Decisive")]
    [InlineData("Bearer scope=\"orders:write\"", "Strong")]
    public void A_scope_that_the_token_lacks_is_seen(string challenge, string strength) =>
        Assert.Equal([$"token.scope-insufficient {strength}"], Says(challenge));

    [Theory]
    [InlineData("Bearer scope=\"orders:read\"")]
    [InlineData("Bearer scope=\"openid profile\"")]
    [InlineData("Bearer realm=\"x\"")]
    public void One_that_it_holds_is_not(string challenge) => Assert.Empty(Says(challenge));

    private static IReadOnlyList<string> Says(string challenge) =>
        Given.Authorization<TokenScopeRule>(
            "Bearer " + Given.Token(new { scope = "orders:read" }),
            challenge: challenge
        );
}
