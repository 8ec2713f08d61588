using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Keys;
using Gatehouse.Doctor.Tests.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class SignInElsewhereRuleTests
{
    [Theory]
    [InlineData("https://login.provider.example/saml2?SAMLRequest=abc", "anna:open-sesame", 1)]
    [InlineData("https://login.provider.example/authorize", "anna:glpat-abcdefghijklmnopqrst", 0)]
    [InlineData("/users/sign_in", "anna:open-sesame", 0)]
    public void A_password_is_the_wrong_kind_where_people_sign_in_at_a_provider(string place, string pair, int clues) =>
        Assert.Equal(
            clues,
            Some.Says<SignInElsewhereRule>(
                Recorded.Case(
                    Entry("/users/sign_in", Some.Status(302, "", ("Location", place))),
                    Entry("/team/x.git/info/refs", Some.Status(401), ("Authorization", Given.Basic(pair)))
                )
            ).Count
        );

    private static Exchange Entry(string path, Answer answer, params (string, string)[] headers) =>
        Recorded.Entry("GET", "https://git.example" + path, answer, headers: headers);
}
