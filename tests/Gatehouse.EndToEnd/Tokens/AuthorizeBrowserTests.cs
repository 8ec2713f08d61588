using System.Globalization;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.EndToEnd.SignIn;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Tokens;

/// <summary>A person at a real browser, who lets a program act for them.</summary>
public sealed class AuthorizeBrowserTests(Browser browser)
{
    private const string Configuration = """
        listen: [LISTEN]
        realm: Example
        contact: admin@example.com
        roles: { clerk: [orders:read] }
        applications: [{ id: desktop, name: Orders for the desk, redirect-uris: ["http://127.0.0.1/cb"], scopes: [orders:read] }]
        upstreams: { app: "http://127.0.0.1:9" }
        routes: [{ path: /**, upstream: app, schemes: [session, bearer] }]
        """;

    [Theory]
    [InlineData("en", ColorScheme.Light, 1280, "authorize", "code")]
    [InlineData("ru", ColorScheme.Dark, 360, "authorize-ru-dark-phone", "error")]
    public async Task Person_signs_in_is_asked_and_comes_back_to_the_program(
        string language,
        ColorScheme colors,
        int width,
        string picture,
        string answer
    )
    {
        await using var program = await UpstreamSite.StartAsync();
        await using var gateway = await RunningGateway.StartAsync(Configuration);
        (
            await gateway.CommandWithInputAsync(
                SignInSite.Password + "\n",
                "user",
                "add",
                "alice",
                "--role",
                "clerk",
                "--password-stdin"
            )
        ).Good();
        await using var context = await browser.NewContextAsync(
            new()
            {
                Locale = language,
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        var page = await context.NewPageAsync();
        var back = $"http://127.0.0.1:{program.Address.Port.ToString(CultureInfo.InvariantCulture)}/cb";
        await page.GotoAsync(
            $"{gateway.Address}_gatehouse/authorize?response_type=code&client_id=desktop&state=s&code_challenge_method=S256"
                + $"&code_challenge={TokenGateway.Pkce().Challenge}&redirect_uri={Uri.EscapeDataString(back)}"
        );
        await page.FillAsync("#name", "alice");
        await page.FillAsync("#password", SignInSite.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(url => url.Contains("/_gatehouse/authorize?", StringComparison.Ordinal));
        await SeenPage.CleanAsync(page, picture);
        await page.ClickAsync($"button[value={(answer == "code" ? "allow" : "refuse")}]");
        await page.ArriveAsync(url => url.StartsWith(back + "?", StringComparison.Ordinal));
        Assert.Contains(answer + "=", page.Url, StringComparison.Ordinal);
        Assert.Contains("state=s", page.Url, StringComparison.Ordinal);

        await page.GotoAsync($"{gateway.Address}_gatehouse/account");
        await SeenPage.CleanAsync(page, picture.Replace("authorize", "account-programs", StringComparison.Ordinal));
        Assert.DoesNotContain("Orders for the desk", await page.ContentAsync(), StringComparison.Ordinal);
    }
}
