using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class ForwardedAddressRuleTests
{
    [Theory]
    [InlineData("https://dash.example/api/datasources/proxy/4/api/v1/query")]
    [InlineData("https://k8s.example/api/v1/namespaces/shop/services/web/proxy/x")]
    public void A_refusal_under_an_address_that_asks_another_server_is_that_servers(string url) =>
        Assert.Equal(
            ["upstream.unauthorized Strong"],
            Given.Field<ForwardedAddressRule>("Cookie", "session=open-sesame", url)
        );

    [Fact]
    public void Other_addresses_are_the_products_own() =>
        Assert.Empty(
            Given.Field<ForwardedAddressRule>("Cookie", "session=open-sesame", "https://dash.example/api/user")
        );
}
