using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.EndToEnd.Seeing;

public sealed class TelemetryTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Metrics_and_traces_arrive_and_hold_nothing_secret()
    {
        var received = new ConcurrentQueue<(string Path, string Type, byte[] Body)>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var receiver = builder.Build();
        receiver.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, context.Request.ContentType ?? "", body.ToArray()));
        });
        await receiver.StartAsync();
        await using var gateway = await SeeingGateway.StartAsync(
            $"telemetry: {{ otlp: \"{receiver.Urls.Single()}\", sample: 1, interval: 1s }}"
        );
        await gateway.AskAsync(
            "/orders/1?code=secret",
            ("traceparent", $"00-{TraceId}-b7ad6b7169203331-00"),
            SeeingGateway.Bearer(gateway.Token(claims => claims["sub"] = "somebody"))
        );
        await gateway.AskAsync("/orders/2", SeeingGateway.Bearer(gateway.ExpiredToken("somebody")));

        // Stopping sends what is left.
        await gateway.StopAsync();

        Assert.All(received, one => Assert.Equal("application/x-protobuf", one.Type));
        var metrics = Together("/v1/metrics");
        Assert.True(Holds(metrics, "gatehouse.decisions"));
        Assert.True(Holds(metrics, "gatehouse.decision.duration"));
        Assert.True(Holds(metrics, "token.expired"));
        var traces = Together("/v1/traces");
        Assert.True(Holds(traces, Convert.FromHexString(TraceId)));
        Assert.True(Holds(traces, "gatehouse.verdict"));
        Assert.True(Holds(traces, "token.expired"));
        Assert.True(Holds(traces, "/orders/**"));
        foreach (var secret in (string[])["secret", "somebody", "/orders/1", "127.0.0.1"])
        {
            Assert.False(Holds(metrics, secret), secret);
            Assert.False(Holds(traces, secret), secret);
        }

        byte[] Together(string path) => [.. received.Where(one => one.Path == path).SelectMany(one => one.Body)];
    }

    [Fact]
    public async Task The_upstream_gets_the_clients_trace_with_our_span_or_as_it_came()
    {
        const string Sent = $"00-{TraceId}-b7ad6b7169203331-01";
        await using var traced = await SeeingGateway.StartAsync(
            "telemetry: { otlp: \"http://127.0.0.1:1\", sample: 1 }"
        );
        var (_, passed) = await traced.AskAsync("/public/1", ("traceparent", Sent));
        Assert.Contains($"00-{TraceId}-", passed, StringComparison.Ordinal);
        Assert.DoesNotContain(Sent, passed, StringComparison.Ordinal);
        await traced.StopAsync();

        await using var untraced = await SeeingGateway.StartAsync();
        var (_, untouched) = await untraced.AskAsync("/public/1", ("traceparent", Sent));
        Assert.Contains(Sent, untouched, StringComparison.Ordinal);
    }

    private static bool Holds(byte[] octets, string text) => Holds(octets, Encoding.UTF8.GetBytes(text));

    private static bool Holds(byte[] octets, byte[] part) => octets.AsSpan().IndexOf(part) >= 0;
}
