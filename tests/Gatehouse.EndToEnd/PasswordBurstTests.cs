using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed partial class PasswordBurstTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task Program_that_begins_with_forty_connections_is_refused_on_none_of_them(int mistakesBefore)
    {
        await using var upstream = await UpstreamSite.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            upstreams: { site: {{upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            routes: [{ path: /**, upstream: site, schemes: [basic] }]
            """
        );
        using var http = new HttpClient();
        for (var i = 0; i < mistakesBefore; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync($"mistake {i}"));
        }

        var requests = Enumerable.Range(0, 40).Select(_ => AskAsync("an admin's password")).ToArray();
        Assert.All(await Task.WhenAll(requests), status => Assert.Equal(HttpStatusCode.OK, status));

        var metrics = await http.GetStringAsync(new Uri(gateway.Address, "/_gatehouse/metrics"));
        // One, noted a moment after the answer; more only for requests that are held up between the memory and the queue.
        Assert.InRange(
            int.Parse(Hashed().Match(metrics).Groups["count"].Value, CultureInfo.InvariantCulture),
            0,
            mistakesBefore + 4
        );

        async Task<HttpStatusCode> AskAsync(string password)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Address);
            OrdersSite.Basic("admin", password)(request);
            using var response = await http.SendAsync(request);
            return response.StatusCode;
        }
    }

    [GeneratedRegex("\\{result=\"hashed\"\\} (?<count>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hashed();
}
