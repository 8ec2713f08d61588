using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>
/// A page as people meet it. With <c>GATEHOUSE_SCREENSHOTS</c> naming a folder, what they see is kept there.
/// </summary>
public static class SeenPage
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("GATEHOUSE_SCREENSHOTS");

    /// <summary>Nothing that shuts a reader out, nothing that does not fit, nothing that the policy had to stop.</summary>
    public static async Task CleanAsync(IPage page, string picture)
    {
        Assert.Empty(await Browser.AxeViolationsAsync(page));
        Assert.True(
            await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"),
            "the page is wider than the window"
        );
        await PictureAsync(page, picture);
    }

    /// <summary>Keeps what is seen.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        if (Screenshots is not null)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });
        }
    }
}
