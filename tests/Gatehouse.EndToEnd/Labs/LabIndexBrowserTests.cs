using System.Collections.Concurrent;
using Gatehouse.EndToEnd.Harness;
using Gatehouse.Lab;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Labs;

/// <summary>
/// The lab's index in a real browser. With <c>GATEHOUSE_SCREENSHOTS</c> naming a folder, what people see is kept there.
/// </summary>
public sealed class LabIndexBrowserTests(LabFixture fixture, Browser browser)
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("GATEHOUSE_SCREENSHOTS");

    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(360, ColorScheme.Dark)]
    public async Task Index_fits_and_shuts_nobody_out(int width, ColorScheme colors)
    {
        await using var context = await NewContextAsync(width, colors);
        var errors = new ConcurrentQueue<string>();
        context.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Enqueue(message.Text);
            }
        };
        var page = await OpenAsync(context);
        await CleanAsync(page, $"lab-index-{width}");

        await page.GetByRole(AriaRole.Searchbox).FillAsync("csrf.cross-site");
        await page.GetByText("Meet it and cure it").Locator("visible=true").ClickAsync();
        await CleanAsync(page, $"lab-index-{width}-open");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("no such thing");
        await CleanAsync(page, $"lab-index-{width}-nothing");
        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("token.expired", "token.expired")]
    [InlineData("TOKEN Expired", "token.expired")]
    [InlineData("sends no WWW-Authenticate field", "challenge.missing")]
    [InlineData("503 maintenance", "server.maintenance")]
    public async Task Search_finds_a_cause_by_its_name_its_symptom_and_its_status(string typed, string found)
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context);
        Assert.Equal(LabCauses.Made.Count, await Shown(page).CountAsync());
        await page.GetByLabel("Find by cause, symptom or status").FillAsync(typed);
        var shown = await Shown(page).Locator(".id").AllTextContentsAsync();
        Assert.Contains(found, shown);
        Assert.InRange(shown.Count, 1, 5);
        Assert.Equal($"{shown.Count} of {LabCauses.Made.Count}", await Said(page));

        await page.GetByRole(AriaRole.Searchbox).FillAsync("no such thing");
        Assert.Equal(0, await Shown(page).CountAsync());
        Assert.Equal($"0 of {LabCauses.Made.Count}", await Said(page));
    }

    [Fact]
    public async Task Search_for_a_status_finds_those_that_are_refused_with_it()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("403");
        var shown = await Shown(page).Locator(".status").AllTextContentsAsync();
        var all = await page.Locator(".status").AllTextContentsAsync();
        Assert.Equal(all.Count(status => status == "403"), shown.Count(status => status == "403"));

        // What else is found says so where people can read it; ports in examples that begin alike do not count.
        Assert.All(
            await Shown(page).AllInnerTextsAsync(),
            text => Assert.Contains("403", text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Keyboard_alone_leads_from_the_search_to_the_cause_and_its_address()
    {
        await using var context = await NewContextAsync();
        var page = await OpenAsync(context);
        for (var i = 0; i < 20 && await FocusedAsync(page) != "INPUT"; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.TypeAsync("refusal.as-redirect");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("A", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("SUMMARY", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Enter");
        Assert.Contains("curl", await Shown(page).Locator("pre").First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("PRE", await FocusedAsync(page));
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(fixture.Lab.Url + "refusal.as-redirect/sign-in");
    }

    [Fact]
    public async Task Address_of_a_cause_opens_the_index_where_it_stands()
    {
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(fixture.Lab.Url + "_lab/causes/token.expired");
        Assert.Equal(fixture.Lab.Url + "#token.expired", page.Url);
        Assert.True(
            await page.EvaluateAsync<bool>(
                """
                () => {
                  const place = document.querySelector(':target h2').getBoundingClientRect();
                  return place.top >= document.querySelector('.find').getBoundingClientRect().bottom
                    && place.bottom <= innerHeight;
                }
                """
            )
        );
    }

    [Theory]
    [InlineData("_lab/sign-in")]
    [InlineData("route.unknown/order")]
    [InlineData("csrf.cross-site/page")]
    [InlineData("cors.origin-denied/page")]
    [InlineData("cookie.blocked/sign-in")]
    [InlineData("cookie.not-sent-samesite/page")]
    [InlineData("refusal.as-redirect/sign-in")]
    public async Task Pages_that_people_meet_in_the_exhibits_shut_nobody_out(string path)
    {
        await using var context = await NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(fixture.Lab.Url + path);
        Assert.Empty(await Browser.AxeViolationsAsync(page));
    }

    private static ILocator Shown(IPage page) => page.Locator("article").Locator("visible=true");

    private static Task<string?> Said(IPage page) => page.GetByRole(AriaRole.Status).TextContentAsync();

    private static Task<string> FocusedAsync(IPage page) =>
        page.EvaluateAsync<string>("document.activeElement.tagName");

    private async Task<IPage> OpenAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(fixture.Lab.Url.ToString());
        return page;
    }

    private async Task<IBrowserContext> NewContextAsync(int width = 1280, ColorScheme colors = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                Locale = "en",
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        return context;
    }

    // Nothing that shuts a reader out, nothing that does not fit.
    private static async Task CleanAsync(IPage page, string picture)
    {
        if (Screenshots is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, picture + ".png") });
            await page.Locator("footer")
                .ScreenshotAsync(new() { Path = Path.Combine(Screenshots, picture + "-footer.png") });
        }

        Assert.Empty(await Browser.AxeViolationsAsync(page));
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"),
            "the page is wider than the window"
        );
    }
}
