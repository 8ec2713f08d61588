using System.Net;
using Gatehouse.Lab.Provider;
using Microsoft.AspNetCore.WebUtilities;

namespace Gatehouse.Lab.Tests.Provider;

public sealed class AuthorizeEndpointTests : IAsyncLifetime
{
    private const string Good =
        "client_id=lab&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fcallback&scope=openid&state=s"
        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

    private ProviderHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ProviderHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_browser_chooses_who_it_is()
    {
        using var page = await _host.GetAsync("/idp/authorize?" + Good + "&nonce=%22%3E%3Cscript%3E");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("value=\"alice\"", html);
        Assert.DoesNotContain("<script>", html);
    }

    [Theory]
    [InlineData("client_id=nobody")]
    [InlineData("redirect_uri=https://elsewhere.example/")]
    [InlineData("redirect_uri=javascript:alert(1)")]
    [InlineData("redirect_uri=http://127.0.0.1/%23x")]
    [InlineData("redirect_uri=http://user@127.0.0.1/")]
    [InlineData("redirect_uri=/callback")]
    public async Task Whoever_asks_wrongly_for_whom_is_sent_nowhere(string change)
    {
        using var answer = await _host.GetAsync("/idp/authorize?lab_account=alice&" + Changed(change));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(answer.Headers.Location);
    }

    [Theory]
    [InlineData("response_type=token", "unsupported_response_type")]
    [InlineData("response_mode=fragment", "invalid_request")]
    [InlineData("code_challenge=", "invalid_request")]
    [InlineData("code_challenge=short", "invalid_request")]
    [InlineData("code_challenge_method=plain", "invalid_request")]
    [InlineData("request=x", "request_not_supported")]
    [InlineData("request_uri=x", "request_uri_not_supported")]
    [InlineData("lab_account=locked", "access_denied")]
    [InlineData("lab_account=disabled", "access_denied")]
    [InlineData("lab_account=expired", "access_denied")]
    [InlineData("lab_account=nobody", "access_denied")]
    public async Task Anything_else_is_told_where_the_browser_came_from(string change, string error)
    {
        var parameters = await SentBackAsync("lab_account=alice&" + Good, change);

        Assert.Equal(error, parameters["error"]);
        Assert.Equal("s", parameters["state"]);
        Assert.False(parameters.ContainsKey("code"));
    }

    [Fact]
    public async Task Without_asking_only_a_named_account_signs_in()
    {
        Assert.Equal("login_required", (await SentBackAsync(Good, "prompt=none"))["error"]);
        Assert.True((await SentBackAsync(Good + "&prompt=none", "login_hint=alice")).ContainsKey("code"));
    }

    [Fact]
    public async Task Knobs_break_the_answer()
    {
        await _host.TurnAsync(
            "/idp/knobs",
            new Dictionary<string, object> { ["break-state"] = true, ["issuer-parameter"] = "wrong" }
        );
        var broken = await SentBackAsync(Good, "lab_account=alice");
        await _host.TurnAsync(
            "/idp/knobs",
            new Dictionary<string, object> { ["issuer-parameter"] = "missing", ["deny-consent"] = true }
        );
        var denied = await SentBackAsync(Good, "lab_account=alice");
        await _host.TurnAsync("/idp/knobs", new Dictionary<string, object> { ["refuse-login"] = true });
        var refused = await SentBackAsync(Good, "lab_account=alice");

        Assert.NotEqual("s", broken["state"]);
        Assert.NotEqual(_host.Provider.Issuer, broken["iss"]);
        Assert.False(denied.ContainsKey("iss"));
        Assert.Equal("access_denied", denied["error"]);
        Assert.Equal("login_required", refused["error"]);
    }

    [Fact]
    public async Task Signing_out_ends_the_sign_in_and_leads_back()
    {
        var tokens = await _host.SignInAsync();
        var hint = (string)tokens["id_token"]!;

        using var back = await _host.GetAsync(
            $"/idp/end_session?id_token_hint={hint}&post_logout_redirect_uri=http://localhost:9/bye&state=x"
        );
        using var stays = await _host.GetAsync("/idp/end_session");
        using var elsewhere = await _host.GetAsync("/idp/end_session?post_logout_redirect_uri=https://a.example/");
        using var unknown = await _host.GetAsync("/idp/end_session?id_token_hint=x");

        Assert.Equal("http://localhost:9/bye?state=x", back.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.StatusCode);
        Assert.Null(elsewhere.Headers.Location);
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
        var refused = await _host.PostForErrorAsync(
            "/idp/token",
            ("grant_type", "refresh_token"),
            ("client_id", "lab"),
            ("refresh_token", (string)tokens["refresh_token"]!)
        );
        Assert.Contains("revoked", refused.Description);
    }

    private async Task<Dictionary<string, string>> SentBackAsync(string query, string change)
    {
        using var answer = await _host.GetAsync("/idp/authorize?" + Changed(change, query));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(ProviderHost.Redirect, answer.Headers.Location!.OriginalString);
        return QueryHelpers
            .ParseQuery(answer.Headers.Location.Query)
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }

    private static string Changed(string change, string query = Good)
    {
        var name = change[..(change.IndexOf('=') + 1)];
        return string.Join(
            '&',
            query.Split('&').Where(pair => !pair.StartsWith(name, StringComparison.Ordinal)).Append(change)
        );
    }
}
