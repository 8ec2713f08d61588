using System.Net;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Upkeep;

public sealed class MaintenanceTests(SignInSite site) : IClassFixture<SignInSite>
{
    [Fact]
    public async Task Works_answer_503_on_every_process_at_the_next_request_and_sign_ins_survive_them()
    {
        await using var second = await site.Gateway.StartSecondAsync();
        using var alice = site.NewClient();
        (await alice.SignInAsync("alice")).Dispose();
        using var other = site.NewClient(second.Address);

        (await site.Gateway.CommandAsync("maintenance", "on", "--until", "2h")).Good();
        using var page = await alice.GoAsync("/x");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.InRange(page.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 7000, 7200);
        Assert.StartsWith("text/html", page.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        Assert.Contains("under maintenance", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var elsewhere = await other.GetAsync("/public/x");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, elsewhere.StatusCode);
        using var problem = JsonDocument.Parse(await elsewhere.Content.ReadAsStringAsync());
        Assert.Equal("server.maintenance", problem.RootElement.GetProperty("cause").GetString());
        Assert.Equal("wait", problem.RootElement.GetProperty("next").GetString());

        // The gateway's own pages stay open: who is signed in can see it, and others can sign in.
        using var session = await alice.GetAsync("/_gatehouse/session");
        Assert.Equal(HttpStatusCode.OK, session.StatusCode);
        using var bob = site.NewClient();
        (await bob.SignInAsync("bob")).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await bob.GetAsync("/_gatehouse/session")).StatusCode);
        using var live = await bob.GetAsync("/_gatehouse/health/ready");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        var told = (
            await site.Gateway.CommandAsync("explain", elsewhere.Headers.GetValues("Gatehouse-Reference").Single())
        ).Good();
        Assert.Contains("server.maintenance", told, StringComparison.Ordinal);
        Assert.Contains("the whole site", told, StringComparison.Ordinal);
        Assert.Contains("maintenance off", told, StringComparison.Ordinal);
        var tried = await site.Gateway.CommandAsync("try", "GET", "/x", "--as", "alice");
        Assert.Equal(1, tried.ExitCode);
        Assert.Contains("server.maintenance", tried.Output, StringComparison.Ordinal);

        (await site.Gateway.CommandAsync("maintenance", "off")).Good();
        using var again = await alice.GoAsync("/x");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Page_is_in_the_callers_language()
    {
        (await site.Gateway.CommandAsync("maintenance", "on", "--route", "/basic/**")).Good();
        using var client = new HttpClient { BaseAddress = site.Gateway.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/basic/x");
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Accept-Language", "ru");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("На сайте идут работы", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        (await site.Gateway.CommandAsync("maintenance", "off", "--route", "/basic/**")).Good();
    }

    [Fact]
    public async Task Route_alone_is_closed_and_the_status_tells_it()
    {
        var closed = await site.Gateway.CommandAsync("maintenance", "on", "--route", "/wiki/**", "--json");
        using var periods = JsonDocument.Parse(closed.Good());
        Assert.Contains(
            periods.RootElement.EnumerateArray(),
            period => period.GetProperty("route").GetString() == "/wiki/**"
        );
        using var client = new HttpClient { BaseAddress = site.Gateway.Address };
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/wiki/x")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/public/x")).StatusCode);
        var status = await site.Gateway.CommandAsync("maintenance", "status");
        Assert.Equal(1, status.ExitCode);
        Assert.Contains("/wiki/**", status.Output, StringComparison.Ordinal);
        (await site.Gateway.CommandAsync("maintenance", "off", "--route", "/wiki/**")).Good();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/wiki/x")).StatusCode);
    }

    [Theory]
    [InlineData(2, "on", "--route", "/wikki/**")]
    [InlineData(2, "off", "--route", "/wikki/**")]
    [InlineData(64, "on", "--until", "soon")]
    [InlineData(64, "on", "--until", "2001-01-01T00:00:00Z")]
    public async Task Slip_of_the_pen_closes_nothing(int exitCode, params string[] arguments)
    {
        var result = await site.Gateway.CommandAsync(["maintenance", .. arguments]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.NotEmpty(result.Error);
    }
}
