using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd.Dress;

/// <summary>A real server that wants credentials, as a process of its own.</summary>
public sealed class DressedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _folder;

    private DressedServer(Process process, string folder, Uri address)
    {
        _process = process;
        _folder = folder;
        Address = address;
    }

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

        var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        var server = new DressedServer(process, folder, address);
        await server.WaitUntilItListensAsync(said);
        return server;
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

                Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "the server does not listen");
            }
        }
    }
}
