using Gatehouse.EndToEnd.Harness;
using Gatehouse.Lab;

// Outside the project's own namespace, as whoever uses the lab is.
namespace BrowserExample;

public sealed class LabBrowserExampleTests(Browser browser)
{
    [Fact]
    public async Task A_browser_is_asked_for_a_password_and_led_to_sign_in()
    {
        await using var lab = await Lab.StartAsync();
        await using var context = await browser.NewContextAsync(
            new()
            {
                HttpCredentials = new() { Username = LabAccount.Alice, Password = LabAccount.Password },
            }
        );
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync(lab.Cause("credentials.missing").Url.ToString());
        Assert.Equal(200, answer!.Status);

        // In a browser that keeps no password, sessions lead to the sign-in page.
        await using var other = await browser.NewContextAsync();
        page = await other.NewPageAsync();
        await page.GotoAsync(lab.Cause("session.unknown").Url.ToString());
        Assert.Contains("/_lab/sign-in", page.Url);
    }
}
