using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class DuplicatedFieldRuleTests
{
    [Fact]
    public void Two_fields_are_one_too_many() =>
        Assert.Equal(
            ["header.duplicated Decisive"],
            Some.Says<DuplicatedFieldRule>(
                Some.Case(Some.Get(("Authorization", "Bearer a"), ("authorization", "Basic b")), Some.Status(401))
            )
        );

    [Theory]
    [InlineData("Bearer abc, Basic bWU6eA==", "https://api.example/", "header.duplicated Decisive")]
    [InlineData("Bearer abc", "https://api.example/?access_token=abc", "credentials.ambiguous Moderate")]
    public void Two_sets_of_credentials_are_seen(string value, string url, string clue) =>
        Assert.Equal([clue], Given.Authorization<DuplicatedFieldRule>(value, url));

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Digest username=\"me\", realm=\"x\"")]
    public void One_is_not(string value) => Assert.Empty(Given.Authorization<DuplicatedFieldRule>(value));
}
