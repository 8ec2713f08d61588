using System.Text.Json;

namespace Gatehouse.EndToEnd.Seeing;

public sealed class LogTests
{
    [Fact]
    public async Task Every_line_is_an_object_and_refusals_carry_reference_and_trace()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        await using var gateway = await SeeingGateway.StartAsync("log: { format: json }");
        using var refused = await gateway.GetAsync(
            "/orders/1?api_key=secret",
            ("traceparent", Trace),
            SeeingGateway.Bearer(gateway.ExpiredToken("service-1"))
        );
        await gateway.GetAsync("/orders/2", ("traceparent", "nonsense\"}"));
        await gateway.StopAsync();

        var lines = gateway.Said.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(
            lines,
            line =>
            {
                Assert.Equal(JsonValueKind.String, line.GetProperty("time").ValueKind);
                Assert.Contains(line.GetProperty("level").GetString(), (string[])["info", "warning"]);
                Assert.NotEmpty(line.GetProperty("event").GetString()!);
                Assert.NotEmpty(line.GetProperty("message").GetString()!);
            }
        );
        var refusals = lines.Where(line => line.GetProperty("event").GetString() == "refusal").ToList();
        Assert.Equal(2, refusals.Count);
        Assert.Equal(
            refused.Headers.GetValues("Gatehouse-Reference").Single(),
            refusals[0].GetProperty("reference").GetString()
        );
        Assert.Equal("token.expired", refusals[0].GetProperty("cause").GetString());
        Assert.Equal(401, refusals[0].GetProperty("status").GetInt32());
        Assert.Equal("/orders/**", refusals[0].GetProperty("route").GetString());
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", refusals[0].GetProperty("traceId").GetString());
        Assert.Equal(Trace, refusals[0].GetProperty("traceparent").GetString());
        Assert.False(refusals[1].TryGetProperty("traceparent", out _));
        Assert.DoesNotContain(gateway.Said, line => line.Contains("secret", StringComparison.Ordinal));
    }
}
