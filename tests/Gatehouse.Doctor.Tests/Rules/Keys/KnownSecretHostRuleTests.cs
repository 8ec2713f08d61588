using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class KnownSecretHostRuleTests
{
    [Fact]
    public void A_key_of_one_issuer_at_the_host_of_another_is_seen() =>
        Assert.Equal(
            ["endpoint.wrong-host Decisive", "credentials.wrong-kind Moderate"],
            Given.Authorization<KnownSecretHostRule>("Bearer sk_test_opensesame", "https://api.github.com/user")
        );

    [Theory]
    [InlineData("Bearer sk_test_opensesame", "https://api.stripe.com/v1")]
    [InlineData("Bearer sk_test_opensesame", "https://pay.internal.example/v1")]
    [InlineData("Bearer glpat-opensesame", "https://api.github.com/user")]
    public void At_home_or_at_an_unknown_host_it_is_not(string value, string url) =>
        Assert.Empty(Given.Authorization<KnownSecretHostRule>(value, url));
}
