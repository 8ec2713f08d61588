using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Oidc;

/// <summary>Each way a sign-in at a provider can fail, from a real exchange, as the person and the operator are told.</summary>
public sealed class OidcFailureTests(Browser browser)
{
    [Fact]
    public async Task Person_who_says_no_at_the_provider_is_told_so()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Url("/orders"));
        await CorpSite.GoToProviderAsync(page);
        await page.ClickAsync("a[href$='/abort']");
        await TellsAsync(site, page, "provider.login-failed", "said no there", "error=access_denied");
    }

    [Fact]
    public async Task Nonce_of_another_sign_in_is_told()
    {
        await using var site = await CorpSite.StartAsync();
        await site.Provider.TellAsync("nonce=another");
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var answer = await site.SignInAsync(page, "/orders");
        Assert.Equal(401, answer!.Status);
        await TellsAsync(site, page, "provider.nonce-mismatch", "another sign-in", "not the one that was sent");
    }

    [Theory]
    [InlineData(120, "ahead of")]
    [InlineData(-120, "behind")]
    public async Task Clock_two_minutes_off_is_named_with_its_side_and_size(int seconds, string side)
    {
        await using var site = await CorpSite.StartAsync();
        await site.Provider.TellAsync($"seconds={seconds}");
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var answer = await site.SignInAsync(page, "/orders");
        Assert.Equal(503, answer!.Status);
        var said = await page.InnerTextAsync("main");
        Assert.Matches($"clock is 1(19|20|21) seconds {side} this site's", said);
        var told = await site.ExplainAsync(page);
        Assert.Matches($"by the Date of its last answer, the provider's clock is 1(19|20|21) s {side} ours", told);
        Assert.Contains("provider.clock-skewed", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_whom_nobody_has_linked_is_told_and_linked_by_what_the_operator_is_told()
    {
        await using var site = await CorpSite.StartAsync("accounts: linked");
        (await site.Gateway.CommandWithInputAsync("a long password\n", "user", "add", "al", "--password-stdin")).Good();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var answer = await site.SignInAsync(page, "/orders");
        Assert.Equal(403, answer!.Status);
        var told = await TellsAsync(site, page, "provider.account-unlinked", "knows you as alice", "subject");
        Assert.Contains("alice", told, StringComparison.Ordinal);
        (await site.Gateway.CommandAsync("user", "link", "al", "--provider", "corp", "--subject", "alice")).Good();
        await page.GotoAsync(site.Url("/orders"));
        await CorpSite.GoToProviderAsync(page);
        await site.AllowAsync(page);
        Assert.Equal(site.Url("/orders"), page.Url);
    }

    [Fact]
    public async Task Name_that_is_taken_is_never_taken_over()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var answer = await site.SignInAsync(page, "/orders", "admin");
        Assert.Equal(403, answer!.Status);
        await TellsAsync(
            site,
            page,
            "provider.account-unlinked",
            "knows you as admin",
            "the name admin is another user's already"
        );
    }

    [Fact]
    public async Task Redirect_address_that_is_not_registered_is_told_before_the_browser_goes_there()
    {
        await using var site = await CorpSite.StartAsync(client: "elsewhere");
        await RefusedAtStartAsync(site, "provider.misconfigured", "/_gatehouse/callback/corp");
    }

    [Fact]
    public async Task Issuer_that_differs_by_a_trailing_slash_is_told()
    {
        await using var site = await CorpSite.StartAsync(issuerEnd: "/");
        await RefusedAtStartAsync(site, "provider.misconfigured", "they differ in the trailing slash alone");
    }

    [Fact]
    public async Task Issuer_that_differs_by_https_is_told()
    {
        await using var site = await CorpSite.StartAsync(https: true);
        await RefusedAtStartAsync(site, "provider.misconfigured", "they differ in http and https alone");
    }

    [Fact]
    public async Task Client_secret_that_the_provider_does_not_know_is_told()
    {
        await using var site = await CorpSite.StartAsync(secret: "another secret");
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var answer = await site.SignInAsync(page, "/orders");
        Assert.Equal(503, answer!.Status);
        await TellsAsync(site, page, "provider.misconfigured", "not set up for each other", "invalid_client");
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration", "discovery")]
    [InlineData("/auth", "authorization_endpoint")]
    public async Task Provider_that_is_away_at_the_start_is_told(string path, string endpoint)
    {
        await using var site = await CorpSite.StartAsync();
        await site.Provider.TellAsync("away=" + Uri.EscapeDataString(path));
        await RefusedAtStartAsync(site, "provider.unreachable", endpoint);
    }

    [Theory]
    [InlineData("/token", "token_endpoint")]
    [InlineData("/me", "userinfo_endpoint")]
    public async Task Provider_that_is_away_on_the_way_back_is_told(string path, string endpoint)
    {
        await using var site = await CorpSite.StartAsync();
        await site.Provider.TellAsync("away=" + Uri.EscapeDataString(path));
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var answer = await site.SignInAsync(page, "/orders");
        Assert.Equal(503, answer!.Status);
        Assert.NotNull(await answer.HeaderValueAsync("Retry-After"));
        await TellsAsync(site, page, "provider.unreachable", "not refused", endpoint);
    }

    [Fact]
    public async Task Logout_token_that_the_provider_did_not_sign_ends_nothing()
    {
        await using var site = await CorpSite.StartAsync();
        using var forger = new Issuer();
        using var client = new HttpClient();
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        foreach (
            var token in (string[])
                [
                    "no token",
                    forger.Token(
                        claims =>
                        {
                            claims["iss"] = site.Provider.Address;
                            claims["aud"] = "gatehouse";
                            claims["sub"] = "alice";
                            claims["jti"] = "j";
                            claims["iat"] = now;
                        },
                        "logout+jwt"
                    ),
                ]
        )
        {
            using var form = new FormUrlEncodedContent([new("logout_token", token)]);
            using var answer = await client.PostAsync(new Uri(site.Url("/_gatehouse/back-channel-logout")), form);
            Assert.Equal(400, (int)answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.Contains("invalid_request", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private async Task RefusedAtStartAsync(CorpSite site, string cause, string told)
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync(site.Url("/_gatehouse/sign-in/corp?return=%2Forders"));
        Assert.Equal(503, answer!.Status);
        await TellsAsync(site, page, cause, "", told);
    }

    private static async Task<string> TellsAsync(
        CorpSite site,
        IPage page,
        string cause,
        string person,
        string operatorTold
    )
    {
        var said = await page.InnerTextAsync("main");
        Assert.Contains(cause, said, StringComparison.Ordinal);
        Assert.Contains(person, said, StringComparison.Ordinal);
        var told = await site.ExplainAsync(page);
        Assert.Contains(operatorTold, told, StringComparison.Ordinal);
        return told;
    }
}
