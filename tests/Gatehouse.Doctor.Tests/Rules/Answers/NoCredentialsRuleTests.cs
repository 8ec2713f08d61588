using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class NoCredentialsRuleTests
{
    [Fact]
    public void A_401_without_any_credentials_misses_them() =>
        Assert.Equal(
            ["credentials.missing Strong"],
            Some.Says<NoCredentialsRule>(Some.Case(Some.Get(), Some.Status(401)))
        );

    [Theory]
    [InlineData("Authorization", "Bearer abc")]
    [InlineData("X-Api-Key", "abc")]
    [InlineData("Cookie", "sid=abc")]
    public void Whatever_could_be_a_credential_counts_as_one(string name, string value) =>
        Assert.Empty(Some.Says<NoCredentialsRule>(Some.Case(Some.Get((name, value)), Some.Status(401))));

    [Fact]
    public void A_preflight_never_carries_any() =>
        Assert.Empty(
            Some.Says<NoCredentialsRule>(
                Some.Case(
                    Some.Get(("Origin", "https://shop.example"), ("Access-Control-Request-Method", "GET")) with
                    {
                        Method = "OPTIONS",
                    },
                    Some.Status(401)
                )
            )
        );
}
