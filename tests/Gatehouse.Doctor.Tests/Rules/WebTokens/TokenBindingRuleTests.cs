using Gatehouse.Doctor.Rules.WebTokens;

namespace Gatehouse.Doctor.Tests.Rules.WebTokens;

public class TokenBindingRuleTests
{
    [Fact]
    public void A_bound_token_needs_its_proof() =>
        Assert.Equal(
            ["token.binding-mismatch Decisive"],
            Given.Authorization<TokenBindingRule>("Bearer " + Given.Token(new { cnf = new { jkt = "abc" } }))
        );

    [Fact]
    public void One_with_it_or_that_is_not_bound_is_left_alone()
    {
        var bound = "DPoP " + Given.Token(new { cnf = new { jkt = "abc" } });
        Assert.Empty(
            Some.Says<TokenBindingRule>(
                Some.Case(Some.Get(("Authorization", bound), ("DPoP", "a.b.c")), Some.Status(401))
            )
        );
        Assert.Empty(Given.Authorization<TokenBindingRule>("Bearer " + Given.Token(new { sub = "me" })));
    }

    [Fact]
    public void A_certificate_that_is_not_seen_is_asked_for() =>
        Assert.Equal(
            ["token.binding-mismatch Moderate"],
            Given.Authorization<TokenBindingRule>(
                "Bearer "
                    + Given.Token(
                        new { cnf = new Dictionary<string, string>(StringComparer.Ordinal) { ["x5t#S256"] = "abc" } }
                    )
            )
        );
}
