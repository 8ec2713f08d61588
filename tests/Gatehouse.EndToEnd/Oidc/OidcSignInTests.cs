using Gatehouse.EndToEnd.Harness;
using Gatehouse.EndToEnd.SignIn;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Oidc;

public sealed class OidcSignInTests(Browser browser)
{
    [Fact]
    public async Task Person_signs_in_at_the_provider_is_renewed_there_and_signs_out_of_both()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await site.ArriveAsync(page, "/orders?page=2");
        var body = await page.ContentAsync();
        Assert.Contains("alice", body, StringComparison.Ordinal);
        Assert.Contains("admin", body, StringComparison.Ordinal);
        Assert.DoesNotContain("unmapped", body, StringComparison.Ordinal);

        // What the provider gave lasts five seconds: it is renewed there, until the provider has lost the account.
        await Eventually.HoldsAsync(
            async () =>
            {
                await page.ReloadAsync();
                return await site.Provider.CountAsync("/token");
            },
            count => count == "2"
        );
        Assert.Equal(site.Url("/orders?page=2"), page.Url);

        await page.GotoAsync(site.Url("/_gatehouse/account"));
        await page.ClickAsync("form[action$='sign-out'] button");
        await page.ArriveAsync(url => url.StartsWith(site.Provider.Address, StringComparison.Ordinal));
        await page.ClickAsync("button[value=yes]");
        await page.ArriveAsync(site.Url("/_gatehouse/sign-in?signed-out"));
        await page.GotoAsync(site.Url("/orders"));
        Assert.Contains("/_gatehouse/sign-in?", page.Url, StringComparison.Ordinal);

        // Signed out there too: its page asks for a name again.
        await CorpSite.GoToProviderAsync(page);
        await page.Locator("input[name=login]").WaitForAsync();
    }

    [Fact]
    public async Task Example_of_the_guide_signs_people_in()
    {
        var guide = await File.ReadAllTextAsync(
            Path.Combine(IdentityProviderTests.Root(), "docs", "guides", "oidc-sign-in.md")
        );
        var begin = guide.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        await using var site = await CorpSite.StartAsync(
            configuration: guide[begin..guide.IndexOf("```", begin, StringComparison.Ordinal)]
        );
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await site.ArriveAsync(page, "/orders");
        Assert.Contains("alice", await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Provider_that_refuses_to_renew_ends_the_session()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await site.ArriveAsync(page, "/orders");
        await site.Provider.TellAsync("revoked=alice");
        await Eventually.HoldsAsync(
            async () =>
            {
                await page.GotoAsync(site.Url("/orders"));
                return page.Url;
            },
            url => url.Contains("cause=session.revoked", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Logout_at_the_provider_ends_the_session_here()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await site.ArriveAsync(page, "/orders");
        await page.GotoAsync(site.Provider.Address + "/session/end");
        await page.ClickAsync("button[value=yes]");
        await Eventually.HoldsAsync(
            async () =>
            {
                await page.GotoAsync(site.Url("/orders"));
                return page.Url;
            },
            url => url.Contains("cause=session.revoked", StringComparison.Ordinal)
        );
        Assert.Contains("signed a person out; sessions ended: 1", site.Gateway.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_can_both_finish_and_neither_answer_counts_twice_or_in_another_browser()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var first = await context.NewPageAsync();
        var second = await context.NewPageAsync();
        await first.GotoAsync(site.Url("/one"));
        await second.GotoAsync(site.Url("/two"));
        await CorpSite.GoToProviderAsync(first);
        await CorpSite.GoToProviderAsync(second);
        var callback = "";
        first.Request += (_, request) =>
            callback = request.Url.Contains("/callback/", StringComparison.Ordinal) ? request.Url : callback;
        await site.FinishAsync(first);
        Assert.Equal(site.Url("/one"), first.Url);
        await site.FinishAsync(second);
        Assert.Equal(site.Url("/two"), second.Url);

        await first.GotoAsync(callback);
        Assert.Contains("completed already", await first.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("came back before", await site.ExplainAsync(first), StringComparison.Ordinal);

        await using var other = await browser.NewContextAsync(new() { Locale = "ru" });
        var third = await other.NewPageAsync();
        await third.GotoAsync(site.Url("/three"));
        await CorpSite.GoToProviderAsync(third);
        await third.Context.ClearCookiesAsync(new() { Path = "/" });
        await site.FinishAsync(third);
        Assert.Contains("provider.state-mismatch", await third.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("не прислал cookie", await third.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("without its cookie", await site.ExplainAsync(third), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_that_wants_a_fresh_sign_in_has_the_provider_ask_again()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await site.ArriveAsync(page, "/fresh/x");
        await Eventually.HoldsAsync(
            async () =>
            {
                await page.GotoAsync(site.Url("/fresh/x"));
                return page.Url;
            },
            url => url.Contains("cause=token.too-old", StringComparison.Ordinal)
        );
        await CorpSite.GoToProviderAsync(page);
        await site.FinishAsync(page);
        Assert.Equal(site.Url("/fresh/x"), page.Url);
    }

    [Theory]
    [InlineData("amr=pwd", false)]
    [InlineData("amr=pwd+otp", false)]
    [InlineData("amr=pwd+mfa", true)]
    [InlineData("acr=silver", false)]
    [InlineData("acr=gold", true)]
    public async Task Second_factor_at_the_provider_counts_where_it_says_so(string how, bool strong)
    {
        await using var site = await CorpSite.StartAsync("two-factor-acr: [gold]");
        await site.Provider.TellAsync(how);
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var asked = "";
        page.Request += (_, request) =>
            asked = request.Url.Contains("/auth?", StringComparison.Ordinal) ? request.Url : asked;
        await site.SignInAsync(page, "/strong/x");
        Assert.Contains("acr_values=gold", asked, StringComparison.Ordinal);
        if (strong)
        {
            Assert.Equal(site.Url("/strong/x"), page.Url);
            return;
        }

        Assert.Contains("cause=mfa.required", page.Url, StringComparison.Ordinal);
        // It wants to know that the sign-in was just now, which the provider has not said yet.
        await page.GetByRole(AriaRole.Link, new() { Name = "Set up a second factor" }).ClickAsync();
        await CorpSite.GoToProviderAsync(page);
        await site.AllowAsync(page);
        Assert.Equal(0, await page.Locator("#password").CountAsync());
        var phone = Authenticator.Scan(await page.ContentAsync());
        await page.FillAsync("#code", phone.Next());
        await page.ClickAsync("button[value=add]");
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await page.ArriveAsync(site.Url("/strong/x"));

        // With a device of their own here the code alone is asked for, and the sign-in at the provider goes on.
        await context.ClearCookiesAsync();
        await page.GotoAsync(site.Url("/strong/x"));
        await CorpSite.GoToProviderAsync(page);
        await site.FinishAsync(page);
        await page.FillAsync("#code", phone.Next());
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(site.Url("/strong/x"));
        Assert.Contains("alice", await page.ContentAsync(), StringComparison.Ordinal);

        // Renewed at the provider, it stays as strong as it was.
        await Eventually.HoldsAsync(
            async () =>
            {
                await page.GotoAsync(site.Url("/strong/x"));
                Assert.Equal(site.Url("/strong/x"), page.Url);
                return await site.Provider.CountAsync("/token");
            },
            count => int.Parse(count, System.Globalization.CultureInfo.InvariantCulture) > 2
        );
    }

    [Fact]
    public async Task People_who_are_signed_in_go_on_while_the_provider_is_stopped()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await site.ArriveAsync(page, "/orders");
        await site.Provider.StopAsync();
        foreach (var path in (string[])["/orders?page=2", "/_gatehouse/account", "/orders?page=3"])
        {
            var answer = await page.GotoAsync(site.Url(path));
            Assert.Equal((200, site.Url(path)), (answer!.Status, page.Url));
        }
    }

    [Fact]
    public async Task Provider_that_stops_leaves_the_signed_in_alone_and_tells_others_503()
    {
        await using var site = await CorpSite.StartAsync();
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await site.ArriveAsync(page, "/orders");
        await site.Provider.StopAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                var answer = await page.ReloadAsync();
                Assert.Equal(200, answer!.Status);
                Assert.Equal(site.Url("/orders"), page.Url);
                return site.Gateway.Said;
            },
            said => said.Contains("could not be renewed at the provider corp, and goes on", StringComparison.Ordinal)
        );

        await using var other = await browser.NewContextAsync();
        var stranger = await other.NewPageAsync();
        var refused = await stranger.GotoAsync(site.Url("/_gatehouse/sign-in/corp?return=%2Forders"));
        Assert.Equal(503, refused!.Status);
        Assert.NotNull(await refused.HeaderValueAsync("Retry-After"));
        Assert.Contains("provider.unreachable", await stranger.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("cannot be connected to", await site.ExplainAsync(stranger), StringComparison.Ordinal);
    }
}
