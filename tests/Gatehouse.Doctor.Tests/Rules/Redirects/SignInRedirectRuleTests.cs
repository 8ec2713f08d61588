using Gatehouse.Doctor.Rules.Redirects;

namespace Gatehouse.Doctor.Tests.Rules.Redirects;

public class SignInRedirectRuleTests
{
    [Theory]
    [InlineData("/Account/Login?ReturnUrl=%2Forders", "refusal.as-redirect Strong")]
    [InlineData("https://id.example/authorize?client_id=x", "refusal.as-redirect Decisive")]
    [InlineData("/orders/", null)]
    public void A_redirect_to_a_place_to_sign_in_is_a_refusal(string location, string? said) =>
        Assert.Equal(
            said is null ? [] : [said],
            Some.Says<SignInRedirectRule>(Some.Case(Some.Get(), Some.Status(302, "", ("Location", location))))
        );
}
