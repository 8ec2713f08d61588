using System.Net;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed class RememberedPasswordTests
{
    [Fact]
    public async Task Client_that_is_held_up_cannot_try_passwords_on_what_is_remembered_of_the_owner_s()
    {
        await using var upstream = await UpstreamSite.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            https: optional
            trusted-proxies: [127.0.0.1/32]
            upstreams: { site: {{upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            routes: [{ path: /**, upstream: site, schemes: [basic] }]
            """
        );
        const string Right = "an admin's password";
        Assert.Equal(HttpStatusCode.OK, await AskAsync("192.0.2.1", Right));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("198.51.100.7", "wrong " + i));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync("198.51.100.7", Right));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("192.0.2.1", Right));

        async Task<HttpStatusCode> AskAsync(string from, string password)
        {
            using var http = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Address);
            request.Headers.Add("X-Forwarded-For", from);
            OrdersSite.Basic("admin", password)(request);
            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }
    }
}
