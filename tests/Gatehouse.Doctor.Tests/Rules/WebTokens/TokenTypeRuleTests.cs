using Gatehouse.Doctor.Rules.WebTokens;

namespace Gatehouse.Doctor.Tests.Rules.WebTokens;

public class TokenTypeRuleTests
{
    [Fact]
    public void Tokens_that_say_that_they_are_others_are_seen()
    {
        Assert.Equal(["token.type-wrong Decisive"], Says(new { typ = "Refresh" }));
        Assert.Equal(["token.type-wrong Decisive"], Says(new { typ = "ID" }));
        Assert.Equal(["token.type-wrong Decisive"], Says(new { token_use = "id" }));
        Assert.Equal(["token.type-wrong Decisive"], Says(new { at_hash = "abc", aud = "app" }));
        Assert.Equal(["token.type-wrong Strong"], Says(new { nonce = "abc", aud = "app" }));
    }

    [Fact]
    public void An_application_is_nobody_to_ask_who_is_signed_in() =>
        Assert.Equal(
            ["credentials.wrong-kind Strong"],
            Given.Authorization<TokenTypeRule>(
                "Bearer " + Given.Token(new { idtyp = "app", sub = "x" }),
                "https://graph.example/v1.0/me"
            )
        );

    [Fact]
    public void An_access_token_is_left_alone()
    {
        Assert.Empty(
            Says(
                new
                {
                    scope = "read",
                    typ = "Bearer",
                    nonce = "abc",
                }
            )
        );
        Assert.Empty(Says(new { sub = "me", token_use = "access" }));
    }

    private static IReadOnlyList<string> Says(object claims) =>
        Given.Authorization<TokenTypeRule>("Bearer " + Given.Token(claims));
}
