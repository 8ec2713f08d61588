using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Doctors;

/// <summary>The doctor's report as a page: readable for everybody, on every screen and on paper.</summary>
public sealed class DoctorPageTests(OrdersSite site, Browser browser) : IClassFixture<OrdersSite>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280, Media.Screen)]
    [InlineData(ColorScheme.Dark, 1280, Media.Screen)]
    [InlineData(ColorScheme.Light, 360, Media.Screen)]
    [InlineData(ColorScheme.Dark, 360, Media.Screen)]
    [InlineData(ColorScheme.Light, 794, Media.Print)]
    [InlineData(ColorScheme.Dark, 794, Media.Print)]
    public async Task Report_has_nothing_that_keeps_a_reader_out(ColorScheme colors, int width, Media media)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("gatehouse-test-").FullName, "report.html");
        var run = await GatehouseProgram.RunAsync([
            "doctor",
            new Uri(site.Gateway.Address, "/any/" + new string('x', 200)).ToString(),
            "--header",
            "Authorization: Bearer Bearer " + new string('t', 300),
            "--html",
            file,
        ]);
        Assert.Equal(1, run.ExitCode);
        await using var context = await browser.NewContextAsync(
            new()
            {
                ColorScheme = colors,
                ViewportSize = new() { Width = width, Height = 800 },
            }
        );
        var page = await context.NewPageAsync();
        var loaded = 0;
        page.Request += (_, _) => loaded++;
        await page.EmulateMediaAsync(new() { Media = media, ColorScheme = colors });
        await page.GotoAsync(new Uri(file).ToString());
        Assert.Empty(await Browser.AxeViolationsAsync(page));
        Assert.InRange(await WidthAsync(page), 1, width);
        Assert.Equal(1, loaded);
    }

    [Fact]
    public async Task Report_on_paper_shows_all_of_each_block()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("gatehouse-test-").FullName, "report.html");
        await GatehouseProgram.RunAsync(["doctor", new Uri(site.Gateway.Address, "/any/x").ToString(), "--html", file]);
        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.GotoAsync(new Uri(file).ToString());
        var hidden = await page.Locator("pre")
            .EvaluateAllAsync<int>(
                "all => all.filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).length"
            );
        Assert.Equal(0, hidden);
    }

    private static async Task<int> WidthAsync(IPage page)
    {
        var box = await page.Locator("html").EvaluateAsync<int>("e => e.scrollWidth");
        return box;
    }
}
