using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

public sealed partial class PasswordBurstTests
{
    [Fact]
    public async Task Program_that_begins_with_forty_connections_is_refused_on_none_of_them()
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
        var requests = Enumerable
            .Range(0, 40)
            .Select(async _ =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Address);
                OrdersSite.Basic("admin", "an admin's password")(request);
                using var response = await http.SendAsync(request);
                return response.StatusCode;
            })
            .ToArray();
        Assert.All(await Task.WhenAll(requests), status => Assert.Equal(HttpStatusCode.OK, status));

        var metrics = await http.GetStringAsync(new Uri(gateway.Address, "/_gatehouse/metrics"));
        // One, noted a moment after the answer; more only for requests that are held up between the memory and the queue.
        Assert.InRange(int.Parse(Hashed().Match(metrics).Groups["count"].Value, CultureInfo.InvariantCulture), 0, 4);
    }

    [GeneratedRegex("\\{result=\"hashed\"\\} (?<count>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hashed();
}
