using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>A real server that wants credentials, as a process of its own.</summary>
public sealed class DressedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ProcessStartInfo _start;
    private readonly string _folder;
    private Process? _process;

    private DressedServer(ProcessStartInfo start, string folder, Uri address)
    {
        _start = start;
        _folder = folder;
        Address = address;
    }

    /// <summary>The folder that it serves.</summary>
    public string Folder => _folder;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts it; it listens when this returns.</summary>
    public static async Task<DressedServer> StartAsync(DressedServerRecipe recipe, string realm)
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-dress-").FullName;
        // httpd reads its files as a user of its own.
        await Shell.RunAsync($"chmod 755 '{folder}'");
        var address = new Uri($"http://127.0.0.1:{RunningGateway.FreePort()}");
        var start = new ProcessStartInfo(recipe.Needs[0])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var argument in recipe.Write(folder, address, realm))
        {
            start.ArgumentList.Add(argument);
        }

        var server = new DressedServer(start, folder, address);
        await server.RestartAsync();
        return server;
    }

    /// <summary>Ends it, where it runs, and starts it again: it has forgotten what it did not write down.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        _process = Process.Start(_start)!;
        var said = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        await WaitUntilItListensAsync(said);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task EndAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
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
                if (_process!.HasExited)
                {
                    Assert.Fail(await said);
                }

                Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "the server does not listen");
            }
        }
    }
}
