using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class SampleTests
{
    private static readonly Uri Upstream = new("http://127.0.0.1:3000");

    [Fact]
    public void Without_a_file_everything_needs_a_sign_in()
    {
        var configuration = GatehouseConfiguration.Sample(Upstream, []);

        var route = Assert.Single(configuration.Routes);
        Assert.Equal(("/**", AllowRule.SignedIn), (route.Path, route.Allow));
        Assert.Equal(["session", "basic", "key"], route.Schemes);
        Assert.Equal([Upstream], configuration.Upstreams[route.Upstream!].Urls);
        Assert.Equal("Gatehouse", configuration.Realm);
        Assert.Equal(HttpsRule.Required, configuration.Https);
        Assert.Empty(configuration.TrustedProxies);
        Assert.Contains("admin", configuration.Roles.Keys);
        Assert.Equal([new Uri("http://127.0.0.1:8080")], configuration.Listen);
        Assert.True(Path.IsPathFullyQualified(configuration.DataDirectory));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9090", "http://127.0.0.1:9090/")]
    [InlineData("http://0.0.0.0:9090", "http://localhost:9090/")]
    [InlineData("http://[::]:9090", "http://localhost:9090/")]
    public void Its_own_address_is_one_that_can_be_opened(string listen, string address) =>
        Assert.Equal(new Uri(address), GatehouseConfiguration.Sample(Upstream, [new Uri(listen)]).PublicUrl);
}
