using System.Net;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Lab.Tests.Saml;

public sealed class SamlSiteTests : IAsyncDisposable
{
    private const string Here = "saml.replayed";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly Task<Lab> _lab = Lab.StartAsync(cancellationToken: Stop);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_that_was_begun_here_succeeds_once_and_then_is_replayed()
    {
        var response = await WriteAsync(await BeginAsync());
        Assert.Equal((HttpStatusCode.OK, ""), await PostAsync(response));
        Assert.Equal((HttpStatusCode.Unauthorized, "saml.replayed"), await PostAsync(response));
        Assert.Equal((HttpStatusCode.Unauthorized, "saml.replayed"), await PostAsync(response));
    }

    [Fact]
    public async Task Of_many_at_once_one_gets_through_and_the_others_are_replays()
    {
        var response = await WriteAsync(await BeginAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(response)));
        Assert.Equal(7, answers.Count(static answer => answer.Cause == "saml.replayed"));
        Assert.Single(answers, static answer => answer.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_second_answer_to_the_same_request_is_none_that_was_awaited()
    {
        var request = await BeginAsync();
        await PostAsync(await WriteAsync(request));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "saml.response-invalid"),
            await PostAsync(await WriteAsync(request))
        );
    }

    [Fact]
    public async Task A_refused_answer_does_not_use_the_request_up()
    {
        var request = await BeginAsync();
        Assert.Equal("saml.signature-invalid", (await PostAsync(await WriteAsync(request, "&tamper=name"))).Cause);
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(await WriteAsync(request))).Status);
    }

    [Theory]
    [InlineData("", "saml.response-invalid")]
    [InlineData("&request=_nobody", "saml.response-invalid")]
    public async Task An_answer_to_nothing_that_was_asked_here_is_refused(string wish, string cause)
    {
        Assert.Equal((HttpStatusCode.Unauthorized, cause), await PostAsync(await PenAsync(wish)));
    }

    [Fact]
    public async Task A_request_of_another_site_is_none_of_this_one()
    {
        var request = await BeginAsync("saml.expired");
        Assert.Equal("saml.response-invalid", (await PostAsync(await WriteAsync(request))).Cause);
    }

    [Fact]
    public async Task An_answer_for_another_site_is_not_taken_here()
    {
        var request = await BeginAsync();
        var response = await GetAsync($"_lab/saml?cause=saml.expired&form=true&request={request}");
        Assert.Equal("saml.audience-mismatch", (await PostAsync(response)).Cause);
    }

    [Theory]
    [InlineData("&tamper=name", "saml.signature-invalid")]
    [InlineData("&tamper=unsigned", "saml.signature-invalid")]
    [InlineData("&tamper=other-key", "saml.signature-invalid")]
    [InlineData("&tamper=response", "saml.response-invalid")]
    [InlineData("&tamper=wrapped", "saml.response-invalid")]
    [InlineData("&age=331s", "saml.expired")]
    [InlineData("&age=-1h", "saml.expired")]
    [InlineData("&age=36600d", "saml.expired")]
    [InlineData("&audience=https://other.example/", "saml.audience-mismatch")]
    [InlineData("&recipient=https://other.example/acs", "saml.audience-mismatch")]
    [InlineData("&user=mallory", "provider.account-unlinked")]
    [InlineData("&user=disabled", "credentials.rejected")]
    [InlineData("&user=locked", "credentials.rejected")]
    [InlineData("&user=bob&tamper=name", "saml.signature-invalid")]
    public async Task Every_wrong_answer_is_refused_for_its_own_cause(string wish, string cause) =>
        Assert.Equal(cause, (await PostAsync(await WriteAsync(await BeginAsync(), wish))).Cause);

    [Theory]
    [InlineData("")]
    [InlineData("SAMLResponse=")]
    [InlineData("SAMLResponse=%21%21")]
    [InlineData("SAMLResponse=PGEvPg==&SAMLResponse=PGEvPg==")]
    [InlineData("SAMLRequest=PGEvPg==")]
    [InlineData("a=1&b=1&c=1&d=1&e=1&f=1&g=1&h=1&i=1&SAMLResponse=PGEvPg==")]
    public async Task What_holds_no_response_is_refused(string form) =>
        Assert.Equal((HttpStatusCode.Unauthorized, "saml.response-invalid"), await SendAsync(form));

    [Fact]
    public async Task A_huge_form_is_refused() =>
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "saml.response-invalid"),
            await SendAsync("SAMLResponse=" + new string('A', 400_000))
        );

    [Fact]
    public async Task What_is_no_form_is_refused() =>
        Assert.Equal(
            (HttpStatusCode.Unauthorized, "saml.response-invalid"),
            await SendAsync("SAMLResponse=PGEvPg==", "text/plain")
        );

    [Fact]
    public async Task Nothing_is_to_be_had_by_asking()
    {
        var lab = await _lab;
        foreach (var path in (string[])["", "/acs", "/acs/", "/sign-in/x", "/other"])
        {
            using var answer = await _http.GetAsync(new Uri(lab.Url, Here + path), Stop);
            Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?cause=token.expired")]
    [InlineData("?cause=saml.unheard")]
    [InlineData("?cause=saml.expired&tamper=7")]
    [InlineData("?cause=saml.expired&age=long")]
    [InlineData("?cause=saml.expired&user=%00")]
    [InlineData("?cause=saml.expired&user=%F0%9F%94%91")]
    [InlineData("?cause=saml.expired&unknown=1")]
    public async Task An_order_that_is_not_understood_is_told_what_can_be_ordered(string query)
    {
        var lab = await _lab;
        using var answer = await _http.GetAsync(new Uri(lab.Url, "_lab/saml" + query), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("SAMLResponse", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await (await _lab).DisposeAsync();
    }

    private async Task<string> BeginAsync(string site = Here)
    {
        var lab = await _lab;
        using var answer = await _http.GetAsync(new Uri(lab.Url, site + "/sign-in"), Stop);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!.Query.Split("&request=")[1];
    }

    private Task<string> WriteAsync(string request, string wish = "") => PenAsync("&request=" + request + wish);

    private Task<string> PenAsync(string wish) => GetAsync($"_lab/saml?cause={Here}&form=true{wish}");

    private async Task<string> GetAsync(string path)
    {
        var lab = await _lab;
        return await _http.GetStringAsync(new Uri(lab.Url, path), Stop);
    }

    private Task<(HttpStatusCode Status, string Cause)> PostAsync(string response) =>
        SendAsync("SAMLResponse=" + response);

    private async Task<(HttpStatusCode Status, string Cause)> SendAsync(
        string form,
        string type = "application/x-www-form-urlencoded"
    )
    {
        var lab = await _lab;
        using var content = new StringContent(form, Encoding.UTF8, type);
        using var answer = await _http.PostAsync(new Uri(lab.Url, Here + "/acs"), content, Stop);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return (answer.StatusCode, "");
        }

        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return (answer.StatusCode, problem.RootElement.GetProperty("cause").GetString()!);
    }
}
