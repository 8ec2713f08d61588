using Gatehouse.Doctor.Reports;
using Gatehouse.Doctor.Tests.Rules;

namespace Gatehouse.Doctor.Tests.Reports;

public class TokenStoryTests
{
    [Fact]
    public void A_token_tells_its_header_and_claims_with_times_as_dates() =>
        Assert.Equal(
            ["alg: RS256", "typ: JWT", "iss: https://id.example", "exp: 2026-11-21 12:30:00Z", "scope: a b"],
            TokenStory.Of(
                Some.Case(
                    Some.Get(
                        (
                            "Authorization",
                            "Bearer "
                                + Given.Token(
                                    new
                                    {
                                        iss = "https://id.example",
                                        exp = Given.In(30),
                                        scope = "a b",
                                    }
                                )
                        )
                    ),
                    null
                )
            )
        );

    [Fact]
    public void Another_credential_tells_nothing() =>
        Assert.Empty(TokenStory.Of(Some.Case(Some.Get(("Authorization", "Bearer abc")), null)));
}
