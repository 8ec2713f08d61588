using System.Collections;
using System.Text.Json;
using Gatehouse.EndToEnd.Harness;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Gatehouse.EndToEnd.Harness;

/// <summary>
/// The operating system's Chromium, driven by Playwright: one process for the assembly, started by the first test that
/// asks, and a context (cookies, cache, remembered passwords) for each. Tests skip where Chromium is not installed.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Arguments =
    [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A context of its own, for one test: dispose it, and its pages are gone.</summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        var context = await (await StartedAsync()).NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return context;
    }

    /// <summary>
    /// A browser of its own, which trusts an authority besides those that everybody trusts: dispose it. Its profile's
    /// certificates are below <paramref name="home"/>.
    /// </summary>
    public async Task<IBrowser> StartTrustingAsync(string authority, string home)
    {
        await StartedAsync();
        var made = await Shell.RunAsync(
            $"mkdir -p '{home}/.pki/nssdb' && cd '{home}/.pki/nssdb' && certutil -N -d sql:. --empty-password"
                + $" && certutil -A -d sql:. -n authority -t C,, -i '{authority}' && echo trusted"
        );
        Assert.SkipUnless(
            made.Contains("trusted", StringComparison.Ordinal),
            "certutil is not installed: libnss3-tools"
        );
        return await LaunchAsync(home);
    }

    /// <summary>
    /// What axe-core finds wrong with a page, one line each: the rule, what it wants, and the elements. Empty is good.
    /// </summary>
    public static async Task<IReadOnlyList<string>> AxeViolationsAsync(IPage page)
    {
        var axe = Path.Combine(IdentityProviderTests.Root(), "tests", "node", "node_modules", "axe-core", "axe.min.js");
        Assert.SkipUnless(File.Exists(axe), "axe-core is not installed: run 'npm ci' in tests/node");

        // The debugger's own evaluation: a page's content security policy has no say in it.
        var debugger = await page.Context.NewCDPSessionAsync(page);
        await EvaluateAsync(debugger, await File.ReadAllTextAsync(axe) + ";0");
        var found = await EvaluateAsync(
            debugger,
            "axe.run().then(r => JSON.stringify(r.violations.map(v => "
                + "`${v.id}: ${v.help} (${v.nodes.map(n => n.target.join(' ')).join(', ')})`)))"
        );
        await debugger.DetachAsync();
        return JsonSerializer.Deserialize<string[]>(found)!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _starting.Dispose();
    }

    private static async Task<string> EvaluateAsync(ICDPSession debugger, string expression)
    {
        var answer = await debugger.SendAsync(
            "Runtime.evaluate",
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["expression"] = expression,
                ["awaitPromise"] = true,
                ["returnByValue"] = true,
            }
        );
        Assert.False(answer!.Value.TryGetProperty("exceptionDetails", out var fault), fault.ToString());
        return answer.Value.GetProperty("result").GetProperty("value").ToString();
    }

    private async Task<IBrowser> StartedAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _playwright ??= await Playwright.CreateAsync();
            return _browser ??= await LaunchAsync(home: null);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task<IBrowser> LaunchAsync(string? home)
    {
        var chromium = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(static folder => Path.Combine(folder, "chromium"))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(chromium is null, "Chromium is not installed: install the package chromium");
        return await _playwright!.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = chromium,
                Args = Arguments,
                Env = home is null ? null : WithHome(home),
            }
        );
    }

    // Whoever names one variable has to name all.
    private static List<KeyValuePair<string, string>> WithHome(string home) =>
        [
            .. Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Where(static variable => (string)variable.Key != "HOME")
                .Select(static variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!)),
            KeyValuePair.Create("HOME", home),
        ];
}
