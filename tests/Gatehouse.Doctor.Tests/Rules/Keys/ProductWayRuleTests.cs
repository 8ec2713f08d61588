using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class ProductWayRuleTests
{
    [Theory]
    [InlineData("Bearer abc.def.ghi", "https://api.opsgenie.com/v2/alerts", "credentials.scheme-unsupported Strong")]
    [InlineData("abc.def.ghi", "https://discord.com/api/v10/users/@me", "header.prefix-missing Decisive")]
    [InlineData("Bearer opensesame", "https://api.datadoghq.com/api/v1/validate", "key.misplaced Strong")]
    [InlineData("Bearer opensesame", "https://api.monday.com/v2", "credentials.scheme-unsupported Strong")]
    [InlineData(
        "Bearer opensesame",
        "https://hec.example/services/collector/event",
        "credentials.scheme-unsupported Strong"
    )]
    [InlineData(
        "Bearer 00openSesameopenSesameopenSesameopenSesame",
        "https://acme.okta.com/api/v1/users",
        "credentials.scheme-unsupported Decisive"
    )]
    public void A_product_with_a_way_of_its_own_wants_it(string value, string url, string clue) =>
        Assert.Equal([clue], Given.Authorization<ProductWayRule>(value, url));

    [Theory]
    [InlineData("Bot abc.def.ghi", "https://discord.com/api/v10/users/@me")]
    [InlineData("Bearer abc", "https://discord.com/api/v10/users/@me")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.", "https://api.opsgenie.com/v2/alerts")]
    [InlineData("Bearer abc", "https://api.example/x")]
    public void What_it_takes_is_right(string value, string url) =>
        Assert.Empty(Given.Authorization<ProductWayRule>(value, url));

    [Fact]
    public void A_key_in_a_field_that_is_not_read_is_misplaced() =>
        Assert.Equal(
            ["key.misplaced Strong"],
            Given.Field<ProductWayRule>("X-Api-Key", "opensesame", "https://api.fastly.com/service")
        );

    [Fact]
    public void A_product_shows_itself_by_its_answer()
    {
        var request = SentRequest.For(new Uri("https://login.example/api/v1/users")) with
        {
            Headers = HeaderLines.Of(("Authorization", "Token opensesame")),
        };

        Assert.Equal(
            ["credentials.scheme-unsupported Strong"],
            Some.Says<ProductWayRule>(Some.Case(request, Some.Status(401, "", ("X-Okta-Request-Id", "1"))))
        );
    }
}
