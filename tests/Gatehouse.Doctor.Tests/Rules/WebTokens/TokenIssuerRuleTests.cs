using Gatehouse.Doctor.Rules.WebTokens;

namespace Gatehouse.Doctor.Tests.Rules.WebTokens;

public class TokenIssuerRuleTests
{
    [Theory]
    [InlineData("http://keycloak:8080/realms/shop", "token.issuer-untrusted Decisive")]
    [InlineData("https://sso.example/realms/shop", null)]
    public void An_issuer_has_one_address(string issuer, string? said) =>
        Assert.Equal(
            said is null ? [] : [said],
            Given.Authorization<TokenIssuerRule>(
                "Bearer " + Given.Token(new { iss = issuer }),
                "https://sso.example/realms/shop/protocol/openid-connect/userinfo"
            )
        );

    [Theory]
    [InlineData("http://10.0.0.7/realms/shop", "token.issuer-untrusted Moderate")]
    [InlineData("http://idp.auth.svc.cluster.local", "token.issuer-untrusted Moderate")]
    [InlineData("https://id.example/", null)]
    public void An_inner_address_says_little_outside(string issuer, string? said) =>
        Assert.Equal(
            said is null ? [] : [said],
            Given.Authorization<TokenIssuerRule>("Bearer " + Given.Token(new { iss = issuer }))
        );
}
