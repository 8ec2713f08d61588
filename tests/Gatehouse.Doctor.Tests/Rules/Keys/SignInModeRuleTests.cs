using Gatehouse.Doctor.Rules.Keys;
using Gatehouse.Doctor.Tests.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class SignInModeRuleTests
{
    [Theory]
    [InlineData("{\"auth_mode\":\"oidc_auth\"}", 1)]
    [InlineData("{\"auth_mode\":\"db_auth\"}", 0)]
    public void A_password_is_the_wrong_kind_where_the_site_says_that_a_provider_signs_people_in(
        string body,
        int clues
    ) =>
        Assert.Equal(
            clues,
            Some.Says<SignInModeRule>(
                Recorded.Case(
                    Recorded.Entry("GET", "https://harbor.example/api/v2.0/systeminfo", Some.Status(200, body)),
                    Recorded.Entry(
                        "GET",
                        "https://harbor.example/service/token",
                        Some.Status(401),
                        headers: [("Authorization", Given.Basic("anna:open-sesame"))]
                    )
                )
            ).Count
        );

    [Fact]
    public void A_token_is_not() =>
        Assert.Empty(Given.Authorization<SignInModeRule>("Bearer open-sesame", "https://harbor.example/x"));
}
