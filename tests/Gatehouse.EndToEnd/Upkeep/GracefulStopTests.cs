using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Upkeep;

public sealed class GracefulStopTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private UpstreamSite _upstream = null!;

    public async ValueTask InitializeAsync() => _upstream = await UpstreamSite.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Told_to_stop_it_says_not_ready_first_and_lets_what_is_under_way_end()
    {
        await using var gateway = await StartAsync("{ delay: 5s, drain: 60s }");
        using var under = await _http.GetAsync(
            new Uri(gateway.Address, "/public/events"),
            HttpCompletionOption.ResponseHeadersRead
        );
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(
            new UriBuilder(new Uri(gateway.Address, "/public/socket")) { Scheme = "ws" }.Uri,
            CancellationToken.None
        );
        var reference = await RefusedAsync(gateway);

        await gateway.SignalAsync("TERM");
        var ready = await Eventually.HoldsAsync(
            () => Shell.RunAsync($"curl -s -w ' %{{http_code}}' {gateway.Address}_gatehouse/health/ready"),
            answer => answer.EndsWith(" 503", StringComparison.Ordinal)
        );
        Assert.Contains("it is stopping", ready, StringComparison.Ordinal);
        Assert.Equal(
            "200",
            await Shell.RunAsync($"curl -s -o /dev/null -w '%{{http_code}}' {gateway.Address}_gatehouse/health/live")
        );
        await Eventually.HoldsAsync(
            () => Shell.RunAsync($"curl -s -o /dev/null -w '%{{exitcode}}' {gateway.Address}public/x"),
            exit => exit == "7"
        );

        // Whoever was there before is served to the end.
        await socket.SendAsync("still here"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, default);
        var buffer = new byte[64];
        var received = await socket.ReceiveAsync(buffer, default);
        Assert.True(received.Count > 0);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default);
        _upstream.NextEvent.Release(10);
        Assert.NotEmpty(await under.Content.ReadAsStringAsync());
        Assert.Equal(0, await gateway.ExitAsync());

        // The journal was written out.
        Assert.Contains(
            "route.unknown",
            (await gateway.CommandAsync("explain", reference)).Good(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("{ delay: 0s, drain: 1s }", false)]
    [InlineData("{ delay: 5m, drain: 1h }", true)]
    public async Task What_takes_too_long_is_cut_at_the_limit_or_by_a_second_signal(string shutdown, bool again)
    {
        await using var gateway = await StartAsync(shutdown);
        using var under = await _http.GetAsync(
            new Uri(gateway.Address, "/public/events"),
            HttpCompletionOption.ResponseHeadersRead
        );
        await gateway.SignalAsync("TERM");
        if (again)
        {
            await Eventually.HoldsAsync(
                () => Task.FromResult(gateway.Said),
                said => said.Contains("Stopping", StringComparison.Ordinal)
            );
            await gateway.SignalAsync("TERM");
        }

        Assert.Equal(0, await gateway.ExitAsync());
    }

    [Fact]
    public async Task Ready_tells_this_machine_what_is_wrong_and_others_how_much()
    {
        await using var gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            upstreams: { app: {{_upstream.Address}} }
            providers: { away: { type: oidc, issuer: "https://127.0.0.1:1", audience: orders } }
            routes: [{ path: /**, upstream: app, schemes: [bearer], providers: [away] }]
            """
        );
        using var here = await _http.GetAsync(new Uri(gateway.Address, "/_gatehouse/health/ready"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, here.StatusCode);
        using var json = JsonDocument.Parse(await here.Content.ReadAsStringAsync());
        Assert.Contains(
            json.RootElement.GetProperty("parts").EnumerateArray(),
            part =>
                part.GetProperty("name").GetString() == "provider away"
                && part.GetProperty("status").GetString() == "down"
                && part.GetProperty("reason").GetString()!.Length > 0
        );
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(gateway.Address, "/_gatehouse/health/ready")
        );
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var elsewhere = await _http.SendAsync(request);
        Assert.Equal("""{"status":"not-ready","problems":1}""", await elsewhere.Content.ReadAsStringAsync());
    }

    private async Task<string> RefusedAsync(RunningGateway gateway)
    {
        using var refused = await _http.GetAsync(new Uri(gateway.Address, "/nothing"));
        return refused.Headers.GetValues("Gatehouse-Reference").Single();
    }

    private Task<RunningGateway> StartAsync(string shutdown) =>
        RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            shutdown: {{shutdown}}
            upstreams: { app: {{_upstream.Address}} }
            routes: [{ path: /public/**, upstream: app, allow: everyone }]
            """
        );
}
