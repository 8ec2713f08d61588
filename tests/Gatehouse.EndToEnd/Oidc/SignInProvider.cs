using System.Diagnostics;
using System.Globalization;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Oidc;

/// <summary>A real OpenID provider as a process of its own, which can be told to go wrong.</summary>
internal sealed class SignInProvider : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly int _port;
    private Process? _process;

    public SignInProvider() => _port = RunningGateway.FreePort();

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    public async Task StartAsync(RunningGateway gateway, string? issuer = null)
    {
        var root = IdentityProviderTests.Root();
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(root, "tests", "node", "node_modules", "oidc-provider")),
            "oidc-provider is not installed: run 'npm ci' in tests/node"
        );
        _process = Process.Start(
            new ProcessStartInfo("node")
            {
                ArgumentList =
                {
                    Path.Combine(root, "tests", "node", "sign-in-provider.mjs"),
                    _port.ToString(CultureInfo.InvariantCulture),
                    gateway.Address.GetLeftPart(UriPartial.Authority),
                    issuer ?? Address,
                },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
        Assert.Equal("listening", await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
    }

    /// <summary>Tells it what is to go wrong: <c>away=/token</c>, <c>nonce=x</c>, <c>seconds=120</c>, <c>revoked=NAME</c>; or how people sign in: <c>amr=mfa</c>, <c>acr=gold</c>.</summary>
    public async Task TellAsync(string query) =>
        Assert.Equal("ok", await _http.GetStringAsync(new Uri($"{Address}/control?{query}")));

    /// <summary>How often a path was asked for.</summary>
    public Task<string> CountAsync(string path) =>
        _http.GetStringAsync(new Uri($"{Address}/control?count={Uri.EscapeDataString(path)}"));

    public async Task StopAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is { HasExited: false })
        {
            await StopAsync();
        }

        _process?.Dispose();
    }
}
