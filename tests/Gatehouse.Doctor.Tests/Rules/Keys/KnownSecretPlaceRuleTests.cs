using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class KnownSecretPlaceRuleTests
{
    [Theory]
    [InlineData("PRIVATE-TOKEN", "glcbt-opensesame1", "https://git.example/api", "key.misplaced Strong")]
    [InlineData("Authorization", "Bearer shpat_opensesame", "https://x.myshopify.com/admin", "key.misplaced Decisive")]
    [InlineData(
        "Authorization",
        "Bearer lin_api_opensesame",
        "https://api.linear.app/graphql",
        "credentials.scheme-unsupported Strong"
    )]
    public void A_key_in_another_place_than_its_product_reads_is_seen(
        string name,
        string value,
        string url,
        string clue
    ) => Assert.Equal([clue], Given.Field<KnownSecretPlaceRule>(name, value, url));

    [Theory]
    [InlineData("JOB-TOKEN", "glcbt-opensesame1")]
    [InlineData("PRIVATE-TOKEN", "glpat-opensesame1")]
    [InlineData("Authorization", "Bearer ghp_opensesame1")]
    public void One_in_its_place_is_not(string name, string value) =>
        Assert.Empty(Given.Field<KnownSecretPlaceRule>(name, value));
}
