using Gatehouse.Doctor.Rules.WebTokens;

namespace Gatehouse.Doctor.Tests.Rules.WebTokens;

public class TokenAudienceRuleTests
{
    [Fact]
    public void A_token_for_another_service_is_seen()
    {
        Assert.Equal(
            ["token.audience-mismatch Decisive"],
            Says(new { aud = "00000003-0000-0000-c000-000000000000" }, "https://api.example/orders")
        );
        Assert.Equal(
            ["token.audience-mismatch Moderate"],
            Says(new { aud = "https://other.example" }, "https://api.acme.example/orders")
        );
        Assert.Equal(["token.audience-mismatch Moderate"], Says(new { aud = "account" }, "https://api.example/orders"));
    }

    [Fact]
    public void An_issuer_on_the_callers_own_machine_is_seen() =>
        Assert.Equal(
            ["token.issuer-untrusted Strong"],
            Says(new { iss = "http://localhost:8080/realms/x" }, "https://api.example/orders")
        );

    [Fact]
    public void One_for_this_service_or_of_a_plain_name_is_left_alone()
    {
        Assert.Empty(Says(new { aud = "https://graph.microsoft.com" }, "https://graph.microsoft.com/v1.0/me"));
        Assert.Empty(Says(new { aud = "orders" }, "https://api.example/orders"));
        Assert.Empty(Says(new { aud = "https://api.example/" }, "https://api.example/orders"));
    }

    private static IReadOnlyList<string> Says(object claims, string url) =>
        Given.Authorization<TokenAudienceRule>("Bearer " + Given.Token(claims), url);
}
