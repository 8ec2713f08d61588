using System.Net;
using System.Text.RegularExpressions;
using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.SignIn;

/// <summary>People at a real browser, whose passwords others guess.</summary>
public sealed partial class GuessedSignInTests(Browser browser) : IAsyncLifetime
{
    private UpstreamSite _upstream = null!;
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _upstream = await UpstreamSite.StartAsync();
        _gateway = await RunningGateway.StartAsync(
            $$"""
            listen: [LISTEN]
            trusted-proxies: [127.0.0.1/32]
            upstreams: { site: {{_upstream.Address.GetLeftPart(UriPartial.Authority)}} }
            routes: [{ path: /**, upstream: site, schemes: [session, basic] }]
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    [Fact]
    public async Task Stranger_is_told_on_the_page_to_wait_while_the_owner_s_browser_gets_in()
    {
        await using var owner = await browser.NewContextAsync(At("127.0.0.40"));
        var page = await owner.NewPageAsync();
        Assert.Equal(303, (await SignInAsync(page)).Status);
        await SignOutAsync(page);

        await HoldUpAsync();
        await using var stranger = await browser.NewContextAsync(At("127.0.0.41"));
        var strange = await stranger.NewPageAsync();
        var answer = await SignInAsync(strange);
        Assert.Equal(429, answer.Status);
        Assert.Contains(
            $" {await answer.HeaderValueAsync("retry-after")} ",
            await strange.TextContentAsync("[role=alert]"),
            StringComparison.Ordinal
        );
        Assert.Equal("admin", await strange.InputValueAsync("#name"));
        await SeenPage.CleanAsync(strange, "sign-in-throttled");

        // From where nobody knows the owner: by the browser's cookie alone.
        await owner.SetExtraHTTPHeadersAsync(From("127.0.0.42"));
        await HoldUpAsync();
        Assert.Equal(303, (await SignInAsync(page)).Status);
        await SignOutAsync(page);

        var device = Device().Match((await _gateway.CommandAsync("user", "devices", "admin")).Output).Value;
        (await _gateway.CommandAsync("user", "devices", "admin", "--forget", device)).Good();
        await owner.SetExtraHTTPHeadersAsync(From("127.0.0.43"));
        await HoldUpAsync();
        Assert.Equal(429, (await SignInAsync(page)).Status);
    }

    // People's addresses are this machine's: others are told to come by https.
    private static BrowserNewContextOptions At(string address) =>
        new() { Locale = "en", ExtraHTTPHeaders = From(address) };

    private static Dictionary<string, string> From(string address) => new() { ["X-Forwarded-For"] = address };

    // Strangers guess from many addresses until nobody's password for this name is judged any more.
    private async Task HoldUpAsync()
    {
        using var http = new HttpClient();
        for (var i = 0; i < 30; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_gateway.Address, "/x"));
            OrdersSite.Basic("admin", "guess " + Guid.NewGuid())(request);
            request.Headers.Add("X-Forwarded-For", $"127.0.1.{i + 1}");
            using var response = await http.SendAsync(request);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return;
            }
        }

        Assert.Fail("Strangers may guess without an end.");
    }

    private async Task<IResponse> SignInAsync(IPage page)
    {
        await page.GotoAsync(Address("sign-in"));
        await page.FillAsync("#name", "admin");
        await page.FillAsync("#password", "an admin's password");
        return await page.RunAndWaitForResponseAsync(
            () => page.ClickAsync("form[action$=sign-in] button"),
            static response => response.Request.Method == "POST"
        );
    }

    private async Task SignOutAsync(IPage page)
    {
        await page.GotoAsync(Address("account"));
        await page.ClickAsync("form[action$=sign-out] button");
        await page.WaitForSelectorAsync("[role=status]");
    }

    private string Address(string page) => new Uri(_gateway.Address, "/_gatehouse/" + page).ToString();

    [GeneratedRegex("d_[0-9a-f]{20}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Device();
}
