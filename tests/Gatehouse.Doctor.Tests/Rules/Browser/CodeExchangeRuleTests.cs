using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class CodeExchangeRuleTests
{
    private const string Asked =
        "https://id.example/authorize?response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Fact]
    public void A_code_that_is_exchanged_twice_is_seen() =>
        Assert.Equal(
            ["grant.invalid Decisive"],
            Some.Says<CodeExchangeRule>(Recorded.Case(Post("code=abc", 200), Post("code=abc", 400)))
        );

    [Theory]
    [InlineData("code=abc&redirect_uri=https%3A%2F%2Fapp.example%2Fcb%2F")]
    [InlineData("code=abc&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&code_verifier=other")]
    public void An_address_or_verifier_that_does_not_fit_is_seen(string form) =>
        Assert.Equal(
            ["grant.invalid Decisive"],
            Some.Says<CodeExchangeRule>(Recorded.Case(Recorded.Entry("GET", Asked, Some.Status(302)), Post(form, 400)))
        );

    [Fact]
    public void What_fits_is_left_alone() =>
        Assert.Empty(
            Some.Says<CodeExchangeRule>(
                Recorded.Case(
                    Recorded.Entry("GET", Asked, Some.Status(302)),
                    Post(
                        "code=abc&redirect_uri=https%3A%2F%2Fapp.example%2Fcb&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
                        400
                    )
                )
            )
        );

    private static Exchange Post(string form, int status) =>
        Recorded.Entry(
            "POST",
            "https://id.example/token",
            Some.Status(status),
            body: "grant_type=authorization_code&" + form
        );
}
