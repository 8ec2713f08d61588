using System.Net;

namespace Gatehouse.Lab.Tests.Proxies;

public class LabCacheTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_is_repeated_with_its_age_and_the_site_is_not_asked_again()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        using var client = new HttpClient();
        var address = new Uri(lab.AddressOf(LabPlace.Cache), "cache.stale-refusal");
        using var first = await client.GetAsync(address, Cancellation);
        using var second = await client.GetAsync(address, Cancellation);
        Assert.Equal("MISS", Assert.Single(first.Headers.GetValues("X-Cache")));
        Assert.Equal("HIT", Assert.Single(second.Headers.GetValues("X-Cache")));
        Assert.Equal(HttpStatusCode.Unauthorized, second.StatusCode);
        Assert.NotNull(second.Headers.Age);
        Assert.Equal(first.Headers.WwwAuthenticate.ToString(), second.Headers.WwwAuthenticate.ToString());
        Assert.Single(lab.Requests, request => request.Place == LabPlace.Main);
        Assert.Equal(2, lab.Requests.Count(request => request.Place == LabPlace.Cache));
    }

    [Fact]
    public async Task What_is_granted_is_kept_for_nobody()
    {
        await using var lab = await Lab.StartAsync(cancellationToken: Cancellation);
        var address = new Uri(lab.AddressOf(LabPlace.Cache), "cache.stale-refusal");
        using var client = new HttpClient();
        using var ask = new HttpRequestMessage(HttpMethod.Get, address);
        ask.Headers.Authorization = new("Basic", Convert.ToBase64String("alice:open-sesame"u8));
        using var granted = await client.SendAsync(ask, Cancellation);
        using var nobody = await client.GetAsync(address, Cancellation);
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
    }
}
