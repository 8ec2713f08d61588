using System.Net;

namespace Gatehouse.EndToEnd.FrontProxies;

public sealed class HaproxyTests(FrontProxySite<HaproxyRecipe> site) : FrontProxyTests<HaproxyRecipe>(site)
{
    [Fact]
    public async Task An_action_that_breaks_lets_nobody_in()
    {
        await using var proxy = await FrontProxy.StartAsync(
            new BrokenHaproxyRecipe(),
            Site.Gateway.Address,
            Site.Application.Address
        );
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(proxy.Address, "/public/x"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }
}
