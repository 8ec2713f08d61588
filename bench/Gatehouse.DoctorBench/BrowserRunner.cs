using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Gatehouse.DoctorBench;

/// <summary>
/// What a browser does, recorded by the browser: this machine's Chromium opens pages of sites on loopback, and the doctor
/// gets the recording.
/// </summary>
internal sealed class BrowserRunner : IAsyncDisposable
{
    // The names of hosts are the browser's alone; "localhost" would count as safe.
    private const string Hosts = "--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.test 127.0.0.1";

    private const string Here = "http://shop.example";

    private const string Elsewhere = "http://bank.test";

    private static readonly (string Id, string[] Causes, string Page, string Script)[] All =
    [
        (
            "a cookie that is Secure, over http",
            ["cookie.not-sent-secure"],
            Here + "/home",
            "await fetch('/sign-in?Secure', {method: 'POST'}); await fetch('/orders')"
        ),
        (
            "a cookie from a page of another site",
            ["cookie.not-sent-samesite"],
            Here + "/home",
            $"await fetch('{Elsewhere}/sign-in?SameSite=Lax', {{method: 'POST', credentials: 'include'}}); await fetch('{Elsewhere}/orders', {{credentials: 'include'}})"
        ),
        (
            "a cookie that ended before",
            ["cookie.expired"],
            Here + "/home",
            "await fetch('/sign-in?Max-Age=1', {method: 'POST'}); await new Promise(done => setTimeout(done, 1500)); await fetch('/orders')"
        ),
        (
            "a script that sends no cookies along",
            ["credentials.not-sent"],
            Here + "/home",
            "await fetch('/sign-in?Domain=shop.example', {method: 'POST'}); await fetch(location.origin.replace('shop', 'api.shop') + '/orders')"
        ),
        (
            "a preflight that is refused (the recording holds none: the question is the right one)",
            ["preflight.refused"],
            Here + "/home",
            $"await fetch('{Elsewhere}/strict/orders', {{headers: {{Authorization: 'Bearer open-sesame'}}}}).catch(() => 0)"
        ),
        (
            "a refusal that the page may not read (nor may the recording: the question is the right one)",
            ["cors.refusal-unreadable"],
            Here + "/home",
            $"await fetch('{Elsewhere}/silent/orders', {{headers: {{Authorization: 'Bearer sesame-open'}}}}).catch(() => 0)"
        ),
        (
            "a redirect to sign in",
            ["refusal.as-redirect"],
            Here + "/home",
            "await fetch('/old/orders', {headers: {Accept: 'application/json'}})"
        ),
        (
            "a redirect to sign in out of the browser's cache",
            ["cache.stale-redirect", "refusal.as-redirect"],
            Here + "/home",
            "await fetch('/kept/orders'); await fetch('/sign-in?Path=/', {method: 'POST'}); await fetch('/kept/orders')"
        ),
        (
            "a sign-in that works",
            ["healthy"],
            Here + "/home",
            "await fetch('/sign-in?Path=/', {method: 'POST'}); await fetch('/orders')"
        ),
    ];

    private readonly string? _program;
    private readonly string _folder;
    private readonly WebApplication _site;
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private BrowserRunner(string? program, string folder, WebApplication site, IPlaywright playwright, IBrowser browser)
    {
        _program = program;
        _folder = folder;
        _site = site;
        _playwright = playwright;
        _browser = browser;
    }

    /// <summary>How many recordings it makes.</summary>
    public static int Count => All.Length;

    private string Port => new Uri(_site.Urls.First()).Port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts the sites and the browser; null where Chromium is not installed.</summary>
    public static async Task<BrowserRunner?> StartAsync(string? program, string folder)
    {
        const string Chromium = "/usr/bin/chromium";
        if (!File.Exists(Chromium))
        {
            Terminal.Error.WriteLine($"{Chromium} is not installed: its recordings are left out");
            return null;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var site = builder.Build();
        site.Run(AnswerAsync);
        await site.StartAsync();
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium, Args = ["--headless", "--no-sandbox", "--disable-gpu", Hosts] }
        );
        return new BrowserRunner(program, folder, site, playwright, browser);
    }

    /// <summary>Makes one recording, and asks the doctor about it.</summary>
    public async Task<Outcome> RunAsync(int number)
    {
        var (id, causes, page, script) = All[number];
        var file = Path.Combine(_folder, $"browser-{number}.har");
        var context = await _browser.NewContextAsync(new() { RecordHarPath = file });
        await using (context)
        {
            var tab = await context.NewPageAsync();
            await tab.GotoAsync(WithPort(page));
            await tab.EvaluateAsync($"(async () => {{ {WithPort(script)} }})()");
            await context.CloseAsync();
        }

        var run = await DoctorRun.StartAsync(_program, ["--har", file]);
        return new Outcome($"Chromium: {id}", "Chromium", causes, run, Leak: null);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _site.DisposeAsync();
    }

    private string WithPort(string text) =>
        text.Replace(Here + "/", $"{Here}:{Port}/", StringComparison.Ordinal)
            .Replace(Elsewhere + "/", $"{Elsewhere}:{Port}/", StringComparison.Ordinal);

    private static async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value ?? "/";
        if (request.Headers.Origin is [{ } origin] && !path.StartsWith("/strict/", StringComparison.Ordinal))
        {
            var silent = path.StartsWith("/silent/", StringComparison.Ordinal) && request.Method != "OPTIONS";
            if (!silent)
            {
                response.Headers.AccessControlAllowOrigin = origin;
                response.Headers.AccessControlAllowCredentials = "true";
                response.Headers.AccessControlAllowHeaders = "authorization";
            }

            if (request.Method == "OPTIONS")
            {
                response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }
        }

        switch (path)
        {
            case "/home":
            case "/login":
                response.ContentType = "text/html";
                await response.WriteAsync("<!DOCTYPE html><title>Sign in</title><form><input type=password></form>");
                return;
            case "/favicon.ico":
                response.StatusCode = StatusCodes.Status204NoContent;
                return;
            case "/sign-in":
                var attribute = request.QueryString.Value?.TrimStart('?');
                response.Headers.SetCookie = $"sid=open-sesame-open; HttpOnly; Path=/; {attribute}";
                await response.WriteAsync("welcome");
                return;
            case "/old/orders":
                response.Redirect("/login");
                return;
        }

        if (request.Cookies.ContainsKey("sid"))
        {
            await response.WriteAsync("let in");
            return;
        }

        if (path.StartsWith("/kept/", StringComparison.Ordinal))
        {
            response.Headers.CacheControl = "max-age=600";
            response.Redirect("/login", permanent: true);
            return;
        }

        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.WWWAuthenticate = "Bearer realm=\"Orders\"";

        await response.WriteAsync("Unauthorized");
    }
}
