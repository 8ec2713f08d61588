using Microsoft.Playwright;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>
/// A page as people meet it. With <c>GATEHOUSE_SCREENSHOTS</c> naming a folder, what they see is kept there.
/// </summary>
public static class SeenPage
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("GATEHOUSE_SCREENSHOTS");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

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

    /// <summary>Until the page is at an address, and all of it is there.</summary>
    public static Task ArriveAsync(this IPage page, string address) =>
        page.ArriveAsync(url => string.Equals(url, address, StringComparison.Ordinal));

    /// <summary>Until the page is at such an address, and all of it is there.</summary>
    /// <remarks>
    /// The library's own wait asks whether the page is loaded and then listens for it: what happens between the two is
    /// missed. Here it is the page that is asked.
    /// </remarks>
    public static async Task ArriveAsync(this IPage page, Func<string, bool> address)
    {
        while (true)
        {
            await AtAsync(page, address);
            try
            {
                await Eventually.HoldsAsync(
                    () => page.EvaluateAsync<string>("document.readyState"),
                    state => state == "complete"
                );
                return;
            }
            catch (PlaywrightException fault)
                when (fault.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                // Another page took its place meanwhile.
            }
        }
    }

    private static async Task AtAsync(IPage page, Func<string, bool> address)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(object? sender, IFrame frame)
        {
            if (address(page.Url))
            {
                arrived.TrySetResult();
            }
        }

        page.FrameNavigated += Look;
        try
        {
            Look(sender: null, page.MainFrame);
            await arrived.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail("The page is still at " + page.Url);
        }
        finally
        {
            page.FrameNavigated -= Look;
        }
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
