using System.Net;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Admission;

/// <summary>Who may come, how often, and what IIS's numbers and RFC 9110's status codes make of the answer.</summary>
public sealed class AdmissionTests(LimitedSite site) : IClassFixture<LimitedSite>
{
    // A client that is neither denied nor has a name.
    private const string Client = "192.0.2.1";

    public static TheoryData<string, string, int, string> Numbers { get; } =
        new()
        {
            { "401.1", "password.wrong", 401, "credentials.rejected" },
            { "401.2", "credentials.missing", 401, "credentials.missing" },
            { "401.3", "access.role-missing", 403, "access.role-missing" },
            { "401.4", "access.filter-refused", 403, "access.filter-refused" },
            { "401.5", "access.application-refused", 403, "access.application-refused" },
            { "401.501", "client.concurrency-exceeded", 429, "client.concurrency-exceeded" },
            { "401.502", "client.rate-exceeded", 429, "client.rate-exceeded" },
            { "401.503", "client.address-denied", 403, "client.address-denied" },
            { "401.504", "client.host-denied", 403, "client.host-denied" },
            { "", "client.country-denied", 403, "client.country-denied" },
        };

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task Number_of_iis_is_shown_under_its_profile_and_the_status_of_rfc_9110_under_the_other(
        string number,
        string cause,
        int status,
        string told
    )
    {
        using var rfc = await SendAsync(cause, "rfc");
        Assert.Equal(status, (int)rfc.StatusCode);
        Assert.False(rfc.Headers.Contains("X-Gatehouse-Substatus"));
        Assert.Equal(status == 429, rfc.Headers.RetryAfter is not null);
        Assert.Equal(told, await CauseAsync(rfc));

        using var iis = await SendAsync(cause, "iis");
        Assert.Equal(number.Length > 0 ? 401 : status, (int)iis.StatusCode);
        using var problem = JsonDocument.Parse(await iis.Content.ReadAsStringAsync());
        Assert.Equal(told, problem.RootElement.GetProperty("cause").GetString());
        var reference = iis.Headers.GetValues("Gatehouse-Reference").Single();
        var explained = (await site.Gateway.CommandAsync("explain", reference)).Good();
        Assert.Contains(cause, explained, StringComparison.Ordinal);
        if (number.Length == 0)
        {
            return;
        }

        Assert.NotEmpty(iis.Headers.WwwAuthenticate);
        Assert.Equal([number], iis.Headers.GetValues("X-Gatehouse-Substatus"));
        Assert.Equal(number, problem.RootElement.GetProperty("substatus").GetString());
        using var page = await SendAsync(cause, "iis", ("Accept", "text/html"));
        Assert.Contains($"<title>{number} ", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_that_tries_many_users_is_banned_until_the_operator_lifts_it()
    {
        var from = ("X-Forwarded-For", "192.0.2.99");
        for (var number = 0; number < 20; number++)
        {
            using var refused = await GetAsync("/rfc/x", ("Authorization", BasicOf("wrong", "user" + number)), from);
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var banned = await GetAsync("/rfc/x", Basic, from);
        Assert.Equal(HttpStatusCode.Forbidden, banned.StatusCode);
        Assert.Equal("client.banned", await CauseAsync(banned));
        Assert.InRange(banned.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 600, 900);
        var reference = banned.Headers.GetValues("Gatehouse-Reference").Single();
        var told = (await site.Gateway.CommandAsync("explain", reference)).Good();
        Assert.Contains("client.banned", told, StringComparison.Ordinal);
        using var other = await GetAsync("/rfc/x", Basic, ("X-Forwarded-For", "192.0.2.98"));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);

        Assert.Contains(
            "192.0.2.99",
            (await site.Gateway.CommandAsync("denials", "bans")).Good(),
            StringComparison.Ordinal
        );
        (await site.Gateway.CommandAsync("denials", "bans", "lift", "192.0.2.99")).Good();
        await Eventually.HoldsAsync(
            async () =>
            {
                using var answer = await GetAsync("/rfc/x", Basic, from);
                return answer.StatusCode.ToString();
            },
            static status => status == "OK"
        );
    }

    [Fact]
    public async Task Client_is_told_what_is_left_of_a_limit_before_and_after_it_is_used_up()
    {
        const string Another = "192.0.2.77";
        using var granted = await GetAsync("/rfc/rare/x", Basic, ("X-Forwarded-For", Another));
        Assert.Equal(HttpStatusCode.OK, granted.StatusCode);
        Assert.Equal("\"client\";q=2;w=3600", granted.Headers.GetValues("RateLimit-Policy").Single());
        Assert.Equal("\"client\";r=0;t=1800", granted.Headers.GetValues("RateLimit").Single());
        using var refused = await GetAsync("/rfc/rare/x", Basic, ("X-Forwarded-For", Another));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.StartsWith("\"client\";r=0;t=1", refused.Headers.GetValues("RateLimit").Single());
    }

    [Fact]
    public async Task Route_is_limited_for_all_clients_together()
    {
        using var first = await GetAsync("/rfc/rare-for-all/x", Basic, ("X-Forwarded-For", "192.0.2.21"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await GetAsync("/rfc/rare-for-all/x", Basic, ("X-Forwarded-For", "192.0.2.22"));
        Assert.Equal("client.rate-exceeded", await CauseAsync(second));
        Assert.StartsWith("\"route\";", second.Headers.GetValues("RateLimit").Single());
    }

    [Fact]
    public async Task User_is_limited_from_all_addresses_together()
    {
        using var first = await GetAsync("/rfc/rare-for-user/x", Basic, ("X-Forwarded-For", "192.0.2.31"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        using var second = await GetAsync("/rfc/rare-for-user/x", Basic, ("X-Forwarded-For", "192.0.2.32"));
        Assert.Equal("client.rate-exceeded", await CauseAsync(second));
    }

    [Fact]
    public async Task Filter_is_told_who_asks_for_what_and_gets_no_credentials()
    {
        using var answer = await GetAsync("/rfc/filtered/yes?page=2", Basic, ("X-Forwarded-For", Client));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var question = site.Questions.Last(fields => fields["X-Forwarded-Uri"] == "/rfc/filtered/yes?page=2");
        Assert.Equal("GET", question["X-Forwarded-Method"]);
        Assert.Equal("alice", question["X-Forwarded-User"]);
        Assert.Equal("clerk", question["X-Forwarded-Groups"]);
        Assert.Equal(Client, question["X-Forwarded-For"]);
        Assert.Equal(3, question["Gatehouse-Assertion"].Split('.').Length);
        Assert.DoesNotContain("Authorization", question.Keys);
    }

    [Theory]
    [InlineData("/rfc/filtered/no", 403, "access.filter-refused", "not on Sundays")]
    [InlineData("/rfc/filtered/broken", 503, "server.configuration", "it answered with status 500")]
    [InlineData("/rfc/filtered/moved", 503, "server.configuration", "it answered with status 302")]
    [InlineData("/rfc/hasty/never", 503, "server.configuration", "it did not answer in 0.01 s")]
    public async Task Filter_that_does_not_say_yes_lets_nothing_through(
        string path,
        int status,
        string cause,
        string evidence
    )
    {
        using var answer = await GetAsync(path, Basic, ("X-Forwarded-For", Client));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(cause, await CauseAsync(answer));
        var reference = answer.Headers.GetValues("Gatehouse-Reference").Single();
        var told = (await site.Gateway.CommandAsync("explain", reference)).Good();
        Assert.Contains(evidence, told, StringComparison.Ordinal);
    }

    private static (string, string) Basic => ("Authorization", BasicOf(LimitedSite.Password));

    private static string BasicOf(string password, string name = "alice") =>
        "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{name}:{password}"));

    private async Task<HttpResponseMessage> SendAsync(
        string cause,
        string profile,
        params (string Name, string Value)[] more
    )
    {
        var from = ("X-Forwarded-For", Client);
        switch (cause)
        {
            case "password.wrong":
                return await GetAsync($"/{profile}/x", [("Authorization", BasicOf("wrong")), from, .. more]);
            case "credentials.missing":
                return await GetAsync($"/{profile}/x", [from, .. more]);
            case "access.role-missing":
                return await GetAsync($"/{profile}/staff/x", [Basic, from, .. more]);
            case "access.filter-refused":
                return await GetAsync($"/{profile}/filtered/no", [Basic, from, .. more]);
            case "access.application-refused":
                return await GetAsync($"/{profile}/refuse", [Basic, from, .. more]);
            case "client.concurrency-exceeded":
                using (var client = new HttpClient())
                {
                    using var request = Request($"/{profile}/narrow/events", [Basic, from]);
                    using var first = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    var refused = await GetAsync($"/{profile}/narrow/x", [Basic, from, .. more]);
                    site.Upstream.NextEvent.Release(3);
                    await first.Content.ReadAsStringAsync();
                    return refused;
                }

            case "client.rate-exceeded":
                using (await GetAsync($"/{profile}/rare/x", [Basic, from]))
                {
                    return await GetAsync($"/{profile}/rare/x", [Basic, from, .. more]);
                }

            case "client.address-denied":
                return await GetAsync($"/{profile}/x", [("X-Forwarded-For", "203.0.113.9"), .. more]);
            case "client.host-denied":
                return await GetAsync($"/{profile}/x", more);
            default:
                return await GetAsync($"/{profile}/x", [("X-Forwarded-For", "198.51.100.9"), .. more]);
        }
    }

    private static async Task<string?> CauseAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("cause").GetString();
    }

    private async Task<HttpResponseMessage> GetAsync(string target, params (string Name, string Value)[] fields)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = Request(target, fields);
        return await client.SendAsync(request);
    }

    private HttpRequestMessage Request(string target, (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site.Gateway.Address, target));
        foreach (var (name, value) in fields)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
