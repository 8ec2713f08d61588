using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class EnvironmentRuleTests
{
    [Theory]
    [InlineData("Bearer acme_test_opensesame", "https://live.acme.example/v1", "Decisive")]
    [InlineData("Bearer acme_live_opensesame", "https://sandbox.acme.example/v1", "Decisive")]
    [InlineData("Bearer acme_test_opensesame", "https://api.acme.example/v1", "Moderate")]
    public void A_key_of_another_environment_is_seen(string value, string url, string strength) =>
        Assert.Equal([$"endpoint.wrong-environment {strength}"], Given.Authorization<EnvironmentRule>(value, url));

    [Fact]
    public void A_token_of_another_environments_issuer_is_seen() =>
        Assert.Equal(
            ["endpoint.wrong-environment Decisive"],
            Given.Authorization<EnvironmentRule>(
                "Bearer " + Given.Token(new { iss = "https://login.staging.acme.example" }),
                "https://api.prod.acme.example/v1"
            )
        );

    [Theory]
    [InlineData("Bearer acme_test_opensesame", "https://sandbox.acme.example/v1")]
    [InlineData("Bearer acme_live_opensesame", "https://api.acme.example/v1")]
    [InlineData("Bearer sk_test_opensesame", "https://api.stripe.com/v1")]
    [InlineData("Bearer opensesame", "https://sandbox.acme.example/v1")]
    public void One_of_its_own_is_not(string value, string url) =>
        Assert.Empty(Given.Authorization<EnvironmentRule>(value, url));
}
