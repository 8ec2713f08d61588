using System.Net;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using static Gatehouse.EndToEnd.Harness.OrdersSite;

namespace Gatehouse.EndToEnd.FrontProxies;

public sealed class ExplainedQuestionTests
{
    private const string Routes = "routes: [{ path: /**, schemes: [basic] }]\n";
    private const string Trust = "trusted-proxies: [127.0.0.1/32]\n";

    [Theory]
    [InlineData("", "X-Forwarded-Uri", "/x", 404, "forward.peer-untrusted", "peer", "127.0.0.1")]
    [InlineData(Trust, "X-Forwarded-Uri", "/x", 403, "forward.description-missing", "field", "X-Forwarded-Method")]
    [InlineData(Trust, "X-Original-URI", "/x", 403, "forward.description-conflicting", "field", "X-Original-URI")]
    [InlineData(Trust, "X_Forwarded.User", "root", 403, "forward.description-conflicting", "field", "X_Forwarded.User")]
    public async Task The_operator_is_told_what_was_wrong_with_a_question(
        string trust,
        string name,
        string value,
        int status,
        string cause,
        string evidence,
        string told
    )
    {
        await using var gateway = await RunningGateway.StartAsync("listen: [LISTEN]\n" + trust + Routes);
        using var http = new HttpClient();
        using var question = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/_gatehouse/check"));
        Field("X-Forwarded-For", "198.51.100.7")(question);
        Field(name, value)(question);
        using var response = await http.SendAsync(question);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);

        var reference = Assert.Single(response.Headers.GetValues("Gatehouse-Reference"));
        using var explained = JsonDocument.Parse((await gateway.CommandAsync("explain", reference, "--json")).Good());
        Assert.Equal(cause, explained.RootElement.GetProperty("cause").GetString());
        Assert.Equal("forward-auth", explained.RootElement.GetProperty("check").GetString());
        Assert.Equal(told, explained.RootElement.GetProperty("evidence").GetProperty(evidence).GetString());
    }
}
