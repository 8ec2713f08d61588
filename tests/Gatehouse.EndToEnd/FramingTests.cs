using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

/// <summary>On a site of its own: under a flood the journal keeps the first of each kind alone, and these are explained.</summary>
public sealed class FramingTests(OrdersSite site) : IClassFixture<OrdersSite>
{
    [Theory]
    [InlineData(
        "HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked",
        "both Content-Length and Transfer-Encoding"
    )]
    [InlineData(
        "HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
        "both Content-Length and Transfer-Encoding"
    )]
    [InlineData(
        "HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding, which its version of HTTP does not have"
    )]
    public async Task Request_with_two_ends_is_explained_and_nothing_behind_it_is_read(string head, string what)
    {
        await using var client = await RawClient.ConnectAsync(site.Gateway.Address.Port);
        await client.SendAsync(
            "POST /public/x " + head + "\r\nHost: x\r\n\r\n0\r\n\r\nGET /public/smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
        );
        var answer = await client.ReadAnswerAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.True(await client.IsClosedAsync());
        using var problem = JsonDocument.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..]);
        var reference = problem.RootElement.GetProperty("reference").GetString()!;
        using var explained = JsonDocument.Parse(
            (await site.Gateway.CommandAsync("explain", reference, "--json")).Good()
        );
        Assert.Equal("request.framing-ambiguous", explained.RootElement.GetProperty("cause").GetString());
        Assert.Equal("framing", explained.RootElement.GetProperty("check").GetString());
        Assert.Equal(what, explained.RootElement.GetProperty("evidence").GetProperty("what").GetString());
    }
}
