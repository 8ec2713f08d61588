using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd;

public sealed class RefusalPageTests(OrdersSite site, Browser browser) : IClassFixture<OrdersSite>
{
    [Theory]
    [InlineData("/nobody/x", 403, ColorScheme.Light, 1280)]
    [InlineData("/no-such-path", 404, ColorScheme.Dark, 360)]
    public async Task Refusal_page_has_nothing_that_keeps_a_reader_out(
        string path,
        int status,
        ColorScheme colors,
        int width
    )
    {
        await using var context = await browser.NewContextAsync(
            new()
            {
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync(new Uri(site.Gateway.Address, path).ToString());
        Assert.Equal(status, answer!.Status);
        Assert.Contains((await answer.HeaderValueAsync("gatehouse-reference"))!, await page.ContentAsync());
        Assert.Empty(await Browser.AxeViolationsAsync(page));
    }

    [Fact]
    public async Task Page_that_shuts_readers_out_is_found_by_the_rules_that_pages_are_held_to()
    {
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<img src='data:,'><input>");
        Assert.Contains(
            await Browser.AxeViolationsAsync(page),
            static found => found.StartsWith("image-alt:", StringComparison.Ordinal)
        );
    }
}
