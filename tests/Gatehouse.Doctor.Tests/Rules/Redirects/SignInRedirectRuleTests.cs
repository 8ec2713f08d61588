using Gatehouse.Doctor.Exchanges;
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

    [Theory]
    [InlineData("fetch", true)]
    [InlineData("document", false)]
    public void A_program_that_followed_to_the_page_to_sign_in_was_refused(string type, bool told)
    {
        var file = Some.Case(Some.Get(), Some.Status(302, "", ("Location", "/login?next=%2Forders")));
        file.Add(
            new Exchange
            {
                Label = "next",
                Request = SentRequest.For(new Uri("https://api.example/login?next=%2Forders")),
                Answer = Some.Status(200),
                Browser = new BrowserFacts { ResourceType = type },
            }
        );
        Assert.Equal(told ? ["refusal.as-redirect Strong"] : [], Some.Says<SignInRedirectRule>(file));
    }
}
