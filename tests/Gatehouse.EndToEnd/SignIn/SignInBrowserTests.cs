using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.SignIn;

/// <summary>People at a real browser.</summary>
public sealed class SignInBrowserTests(SignInSite site, Browser browser) : IClassFixture<SignInSite>
{
    [Theory]
    [InlineData("en", ColorScheme.Light, 1280, "sign-in")]
    [InlineData("ru", ColorScheme.Dark, 360, "sign-in-ru-dark-phone")]
    public async Task Person_signs_in_sees_the_account_and_signs_out_with_the_keyboard_alone(
        string language,
        ColorScheme colors,
        int width,
        string picture
    )
    {
        await using var context = await NewContextAsync(language, colors, width);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("/orders?page=2"));
        Assert.Contains("/_gatehouse/sign-in?return=", page.Url);
        Assert.Equal(language, await page.GetAttributeAsync("html", "lang"));
        await SeenPage.CleanAsync(page, picture);

        // The name has the focus; Tab leads to the password, Enter sends.
        await page.Keyboard.TypeAsync("alice");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[role=alert]");
        Assert.Equal("alice", await page.InputValueAsync("#name"));
        await SeenPage.CleanAsync(page, picture + "-wrong-password");

        await page.Keyboard.TypeAsync(SignInSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(Address("/orders?page=2"));
        Assert.Contains("alice", await page.ContentAsync());

        await page.GotoAsync(Address("/_gatehouse/account"));
        await SeenPage.CleanAsync(page, picture.Replace("sign-in", "account", StringComparison.Ordinal));
        await page.Locator("form[action$=sign-out] button").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[role=status]");
        await SeenPage.CleanAsync(page, picture + "-signed-out");
        await page.GotoAsync(Address("/orders"));
        Assert.Contains("/_gatehouse/sign-in", page.Url);
    }

    [Theory]
    [InlineData("shut", "The account is locked", "sign-in-locked")]
    [InlineData("off", "The account is disabled", "sign-in-disabled")]
    public async Task Account_that_is_closed_is_told_to_its_owner(string name, string told, string picture)
    {
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("/_gatehouse/sign-in"));
        await FillAsync(page, name);
        Assert.Contains(told, await page.TextContentAsync("[role=alert]"));
        await SeenPage.CleanAsync(page, picture);
    }

    [Fact]
    public async Task Every_other_page_is_clean_too()
    {
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        foreach (var path in (string[])["help", "reset", "new-password?link=x", "causes/token.expired"])
        {
            await page.GotoAsync(Address("/_gatehouse/" + path));
            await SeenPage.CleanAsync(page, path.Split('?', '/')[0]);
        }

        await page.GotoAsync(Address("/_gatehouse/sign-in"));
        await FillAsync(page, "late");
        await page.WaitForSelectorAsync("#new-password");
        await SeenPage.CleanAsync(page, "must-change");
    }

    [Fact]
    public async Task Refusal_page_leads_on()
    {
        await using var context = await NewContextAsync();
        await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("/orders"));
        await FillAsync(page, "alice");
        await page.ArriveAsync(Address("/orders"));
        var answer = await page.GotoAsync(Address("/staff/x"));
        Assert.Equal(403, answer!.Status);
        Assert.Equal("noindex", await answer.HeaderValueAsync("x-robots-tag"));
        await SeenPage.CleanAsync(page, "refusal");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copied" }).WaitForAsync();
        Assert.Equal(
            await answer.HeaderValueAsync("gatehouse-reference"),
            await page.EvaluateAsync<string>("navigator.clipboard.readText()")
        );
        var mail = await page.GetByRole(AriaRole.Link, new() { Name = "Ask for access" }).GetAttributeAsync("href");
        Assert.StartsWith("mailto:admin@example.com?subject=Access%20to%20Example&body=", mail);
        Assert.Contains((await answer.HeaderValueAsync("gatehouse-reference"))!, mail);

        // Given the role meanwhile, the same person gets in by trying again.
        (await site.Gateway.CommandAsync("user", "role", "alice", "--role", "clerk", "--role", "staff")).Good();
        await page.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
        await page.GetByText("X-Forwarded-User").WaitForAsync();
        (await site.Gateway.CommandAsync("user", "role", "alice", "--role", "clerk")).Good();

        await page.GotoAsync(Address("/staff/x"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in as somebody else" }).ClickAsync();
        Assert.Contains("You are signed in as alice.", await page.ContentAsync());
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Back" }).ClickAsync();
        await page.ArriveAsync(url => !url.EndsWith("/staff/x", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Second_browser_signs_the_first_one_out_everywhere()
    {
        await site.AddUserAsync("everywhere");
        await using var first = await NewContextAsync();
        var there = await first.NewPageAsync();
        await there.GotoAsync(Address("/orders"));
        await FillAsync(there, "everywhere");
        await there.ArriveAsync(Address("/orders"));

        await using var second = await NewContextAsync();
        var here = await second.NewPageAsync();
        await here.GotoAsync(Address("/_gatehouse/account"));
        await FillAsync(here, "everywhere");
        await here.ArriveAsync(Address("/_gatehouse/account"));
        await SeenPage.CleanAsync(here, "account-two-sessions");
        await here.GetByRole(AriaRole.Button, new() { Name = "End all others" }).ClickAsync();
        await here.GetByText("All other sessions were ended.").WaitForAsync();

        await there.ReloadAsync();
        Assert.Contains("cause=session.revoked", there.Url);
        await there.GetByText("The session was ended").WaitForAsync();
        await SeenPage.CleanAsync(there, "sign-in-session-ended");
    }

    [Fact]
    public async Task Two_tabs_both_finish_the_sign_in_that_they_began()
    {
        await site.AddUserAsync("two-tabs");
        await using var context = await NewContextAsync();
        var one = await context.NewPageAsync();
        var two = await context.NewPageAsync();
        await one.GotoAsync(Address("/one"));
        await two.GotoAsync(Address("/two"));
        await FillAsync(two, "two-tabs");
        await two.ArriveAsync(Address("/two"));
        await FillAsync(one, "two-tabs");
        await one.ArriveAsync(Address("/one"));
        await two.ReloadAsync();
        Assert.Equal(Address("/two"), two.Url);
    }

    [Fact]
    public async Task Form_is_not_lost_when_the_session_ends_while_it_is_filled_in()
    {
        await site.AddUserAsync("slow-writer");
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("/page"));
        await FillAsync(page, "slow-writer");
        await page.ArriveAsync(Address("/page"));
        await page.FillAsync("#text", "written for an hour");

        (await site.Gateway.CommandAsync("session", "end", "--all", "slow-writer")).Good();
        await page.EvaluateAsync("askNow()");
        var box = page.GetByRole(AriaRole.Alertdialog);
        await box.GetByText("Your sign-in has ended.").WaitForAsync();
        await SeenPage.PictureAsync(page, "session-script");
        var window = await page.RunAndWaitForPopupAsync(() => box.GetByRole(AriaRole.Button).ClickAsync());
        await FillAsync(window, "slow-writer");
        await box.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Equal("written for an hour", await page.InputValueAsync("#text"));
        await page.ClickAsync("button[type=submit]");
        await page.GetByText("written+for+an+hour").WaitForAsync();
    }

    [Fact]
    public async Task Form_without_script_leads_back_to_its_page_after_a_new_sign_in()
    {
        await site.AddUserAsync("scriptless");
        await using var context = await NewContextAsync(script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("/page?draft=1"));
        await FillAsync(page, "scriptless");
        await page.ArriveAsync(Address("/page?draft=1"));
        (await site.Gateway.CommandAsync("session", "end", "--all", "scriptless")).Good();
        await page.FillAsync("#text", "x");
        await page.ClickAsync("button[type=submit]");
        await page.ArriveAsync(url =>
            url.Contains("sign-in?return=%2Fpage%3Fdraft%3D1&cause=session.revoked", StringComparison.Ordinal)
        );
        await FillAsync(page, "scriptless");
        await page.ArriveAsync(Address("/page?draft=1"));
    }

    [Fact]
    public async Task Script_request_never_makes_the_browser_ask_for_a_password()
    {
        await site.AddUserAsync("scripting");
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("/both/page"));
        await FillAsync(page, "scripting");
        await page.ArriveAsync(Address("/both/page"));
        (await site.Gateway.CommandAsync("session", "end", "--all", "scripting")).Good();
        var told = await page.EvaluateAsync<string[]>(
            "async () => { const a = await fetch('/both/x'); return [a.status + '', a.headers.get('www-authenticate'), (await a.json()).cause]; }"
        );
        Assert.Equal("401", told[0]);
        Assert.Equal("Session realm=\"Example\", sign-in=\"/_gatehouse/sign-in\", Key realm=\"Example\"", told[1]);
        Assert.Equal("session.revoked", told[2]);
    }

    private async Task<IBrowserContext> NewContextAsync(
        string language = "en",
        ColorScheme colors = ColorScheme.Light,
        int width = 1280,
        bool script = true
    )
    {
        return await browser.NewContextAsync(
            new()
            {
                Locale = language,
                ColorScheme = colors,
                JavaScriptEnabled = script,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
    }

    private static async Task FillAsync(IPage page, string name)
    {
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", SignInSite.Password);
        await page.ClickAsync("form[action$=sign-in] button");
    }

    private string Address(string path) => new Uri(site.Gateway.Address, path).ToString();
}
