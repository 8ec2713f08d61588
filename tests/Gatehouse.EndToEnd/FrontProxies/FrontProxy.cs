using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>A proxy that runs as the documentation says, in front of an application, and asks a gateway.</summary>
public sealed partial class FrontProxy : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _folder;

    private FrontProxy(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it in front of an application, or, where none is given, in the application's place.</summary>
    public static async Task<FrontProxy> StartAsync(FrontProxyRecipe recipe, Uri gateway, Uri? application)
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-front-").FullName;
        var address = new Uri($"http://127.0.0.1:{RunningGateway.FreePort()}");
        var page = await File.ReadAllTextAsync(Path.Combine(IdentityProviderTests.Root(), "docs", "front-proxies.md"));
        var section = page.Split("\n## ")
            .Single(part => part.StartsWith(recipe.Heading + "\n", StringComparison.Ordinal));
        var start = new ProcessStartInfo(recipe.Needs[0])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in recipe.Write(folder, Block))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var proxy = new FrontProxy(process, folder, address);
        await proxy.WaitUntilItListensAsync(said);
        return proxy;

        string Block(string language) =>
            Blocks()
                .Matches(section)
                .Single(block => block.Groups["language"].Value == language)
                .Groups["text"]
                .Value.Replace("127.0.0.1:8080", gateway.Authority, StringComparison.Ordinal)
                .Replace("127.0.0.1:3000", (application ?? address).Authority, StringComparison.Ordinal)
                .Replace("LISTEN", address.Authority, StringComparison.Ordinal)
                .Replace("listen 80;", $"listen {address.Authority};", StringComparison.Ordinal)
                .Replace("bind :80", $"bind {address.Authority}", StringComparison.Ordinal)
                .Replace(":80 {", $"http://:{address.Port} {{", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitUntilItListensAsync(Task<string> said)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, Address.Port);
                return;
            }
            catch (SocketException)
            {
                if (_process.HasExited)
                {
                    Assert.Fail(await said);
                }

                Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "the proxy does not listen");
            }
        }
    }

    [GeneratedRegex(
        "^```(?<language>[a-z]+)\n(?<text>.*?)^```",
        RegexOptions.Multiline | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Blocks();
}
