using System.Diagnostics;
using System.Globalization;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Clients;

/// <summary>A real OAuth provider for programs, as a process of its own.</summary>
internal sealed class TokenProvider : IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private readonly Process _process;

    private TokenProvider(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Its issuer.</summary>
    public string Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="publicJwk">The public key of its client <c>signed</c>; null for no such client.</param>
    public static async Task<TokenProvider> StartAsync(string? publicJwk = null)
    {
        var peers = Path.Combine(IdentityProviderTests.Root(), "tests", "node");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(peers, "node_modules", "oidc-provider")),
            "oidc-provider is not installed: run 'npm ci' in tests/node"
        );
        var port = RunningGateway.FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(peers, "token-provider.mjs"), port },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (publicJwk is not null)
        {
            start.ArgumentList.Add(publicJwk);
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        Assert.Equal("listening", await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        return new(process, $"http://127.0.0.1:{port}");
    }

    /// <summary>How often a path was asked for.</summary>
    public async Task<int> CountAsync(string path) =>
        int.Parse(
            await _http.GetStringAsync(new Uri($"{Address}/control?count={Uri.EscapeDataString(path)}")),
            CultureInfo.InvariantCulture
        );

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
