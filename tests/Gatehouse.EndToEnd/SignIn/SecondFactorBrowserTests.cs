using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.SignIn;

/// <summary>A person at a real browser, with a phone that reads the picture of the page (zbar) and shows codes (oathtool).</summary>
public sealed class SecondFactorBrowserTests(SignInSite site, Browser browser) : IClassFixture<SignInSite>
{
    [Theory]
    [InlineData("en", ColorScheme.Light, 1280, "second-factor", "walker")]
    [InlineData("ru", ColorScheme.Dark, 360, "second-factor-ru-dark-phone", "walker-ru")]
    public async Task Person_sets_up_a_phone_and_signs_in_with_it(
        string language,
        ColorScheme colors,
        int width,
        string picture,
        string name
    )
    {
        await site.AddUserAsync(name);
        await using var context = await browser.NewContextAsync(
            new()
            {
                Locale = language,
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("/vault/x"));
        await SignInAsync(page, name);
        await page.ArriveAsync(url => url.Contains("cause=mfa.required", StringComparison.Ordinal));
        await SeenPage.CleanAsync(page, picture + "-needed");
        await page.ClickAsync("a[href*='account/second-factor']");
        await SeenPage.CleanAsync(page, picture + "-set-up");

        var link = await page.GetAttributeAsync("a[href^='otpauth:']", "href");
        await AssertPictureShowsAsync(page, link!);
        var phone = Authenticator.Scan(await page.ContentAsync());
        await page.FillAsync("#password", SignInSite.Password);
        await page.FillAsync("#code", await CodeOfPeerAsync(link!));
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("pre code");
        phone.Keep(await page.ContentAsync());
        await SeenPage.CleanAsync(page, picture + "-recovery-codes");
        await page.ClickAsync("a.button");
        await page.ArriveAsync(Address("/vault/x"));

        await page.GotoAsync(Address("/_gatehouse/account/second-factor"));
        await SeenPage.CleanAsync(page, picture + "-on");
        await page.GotoAsync(Address("/_gatehouse/account"));
        await page.ClickAsync("form[action$=sign-out] button");
        await page.WaitForSelectorAsync("[role=status]");

        // The code's field has the focus; Enter sends.
        await page.GotoAsync(Address("/vault/y"));
        await SignInAsync(page, name);
        await page.WaitForSelectorAsync("#code");
        await SeenPage.CleanAsync(page, picture + "-code");
        await page.Keyboard.TypeAsync("000 00");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("[role=alert]");
        await SeenPage.CleanAsync(page, picture + "-wrong-code");
        await page.Keyboard.TypeAsync(phone.RecoveryCodes[0]);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(Address("/vault/y"));
    }

    // What a camera would see.
    private static async Task AssertPictureShowsAsync(IPage page, string link)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");
        await page.Locator("svg.qr").ScreenshotAsync(new() { Path = file });
        var seen = await Shell.RunAsync($"which zbarimg >/dev/null && zbarimg --quiet --raw '{file}'; rm '{file}'");
        Assert.SkipWhen(seen.Length == 0, "zbarimg is not installed: install the package zbar-tools");
        Assert.Equal(link, seen.Trim());
    }

    private static async Task<string> CodeOfPeerAsync(string link)
    {
        var secret = link[(link.IndexOf("secret=", StringComparison.Ordinal) + 7)..].Split('&')[0];
        var code = await Shell.RunAsync($"which oathtool >/dev/null && oathtool --totp --base32 {secret}");
        Assert.SkipWhen(code.Length == 0, "oathtool is not installed: install the package oathtool");
        return code.Trim();
    }

    private static async Task SignInAsync(IPage page, string name)
    {
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", SignInSite.Password);
        await page.ClickAsync("form[action$=sign-in] button");
    }

    private string Address(string path) => new Uri(site.Gateway.Address, path).ToString();
}
