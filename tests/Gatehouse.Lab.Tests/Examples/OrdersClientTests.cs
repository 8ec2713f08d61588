using Gatehouse.Lab.Provider;

namespace Gatehouse.Lab.Tests.Examples;

public class OrdersClientTests
{
    [Fact]
    public async Task An_expired_token_is_renewed_and_the_request_repeated()
    {
        await using var lab = await Lab.StartAsync();
        lab.Cause("token.expired").Once();

        var orders = new OrdersClient(lab.Resource, lab.Provider.AddressOf(ProviderEndpoint.Token));
        Assert.Equal("[1,2,3]", await orders.ListAsync());

        var asked = lab.Requests.Where(request => request.Target == "/orders").ToList();
        Assert.Equal([401, 200], asked.Select(request => request.Status));
        Assert.NotEqual(asked[0].Lines("Authorization"), asked[1].Lines("Authorization"));
    }

    [Fact]
    public async Task A_provider_that_is_away_is_not_taken_for_a_wrong_password()
    {
        await using var lab = await Lab.StartAsync();
        lab.Provider.Outage(@for: 3.Seconds());

        var orders = new OrdersClient(lab.Resource, lab.Provider.AddressOf(ProviderEndpoint.Token));
        await Assert.ThrowsAsync<HttpRequestException>(orders.ListAsync);
        Assert.DoesNotContain(lab.Requests, request => request.Target == "/orders");
    }
}
