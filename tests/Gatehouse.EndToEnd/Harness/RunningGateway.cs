using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>A gateway that runs as a process of its own, with a configuration and a data folder of its own.</summary>
public sealed class RunningGateway : IAsyncDisposable
{
    private const int FirstPort = 20_000;
    private const int Ports = 12_000;

    private static int _portsGiven = Environment.ProcessId * 97 % Ports;

    private readonly Dictionary<string, string> _environment;
    private readonly StringBuilder _said = new();
    private Process? _process;

    private RunningGateway(string folder, Uri address, Dictionary<string, string> environment)
    {
        Folder = folder;
        Address = address;
        _environment = environment;
    }

    /// <summary>The temporary folder with configuration and data.</summary>
    public string Folder { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The process id.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>The configuration's path.</summary>
    public string ConfigurationFile => Path.Combine(Folder, "gatehouse.yaml");

    /// <summary>Everything it has written to its two outputs.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>Writes the configuration, in which <c>LISTEN</c> stands for the address, and starts the gateway.</summary>
    public static async Task<RunningGateway> StartAsync(
        string configuration,
        Action<string>? prepare = null,
        Dictionary<string, string>? environment = null,
        string scheme = "http"
    )
    {
        var folder = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        var address = new Uri($"{scheme}://127.0.0.1:{FreePort()}");
        var gateway = new RunningGateway(folder, address, environment ?? new(StringComparer.Ordinal));
        gateway._environment.TryAdd("GATEHOUSE_ADMIN_PASSWORD", "an admin's password");
        await File.WriteAllTextAsync(
            gateway.ConfigurationFile,
            configuration.Replace("LISTEN", address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
        );
        prepare?.Invoke(folder);
        await gateway.RestartAsync();
        return gateway;
    }

    /// <summary>
    /// A port that is free, that nobody else here is given, and that the system gives to no outgoing connection: those are
    /// above.
    /// </summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = FirstPort + (Interlocked.Increment(ref _portsGiven) % Ports);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there: the next one.
            }
        }
    }

    /// <summary>Starts the process; it listens when this returns.</summary>
    public async Task RestartAsync()
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = GatehouseProgram.Start(["serve", "--config", ConfigurationFile], Folder, _environment);
        _process.StandardInput.Close();
        _process.EnableRaisingEvents = true;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Exited += (_, _) =>
            listening.TrySetException(new InvalidOperationException("The gateway ended:\n" + Said));
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(60));

        void Note(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (_said)
            {
                _said.AppendLine(line);
            }

            if (line.StartsWith("Gatehouse listens", StringComparison.Ordinal))
            {
                listening.TrySetResult();
            }
        }
    }

    /// <summary>Starts another process on the same configuration and data, at another address.</summary>
    public async Task<RunningGateway> StartSecondAsync()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var folder = Directory.CreateTempSubdirectory("gatehouse-test-").FullName;
        var second = new RunningGateway(folder, address, _environment);
        var configuration = await File.ReadAllTextAsync(ConfigurationFile);
        await File.WriteAllTextAsync(
            second.ConfigurationFile,
            configuration.Replace(
                Address.GetLeftPart(UriPartial.Authority),
                address.GetLeftPart(UriPartial.Authority),
                StringComparison.Ordinal
            ) + $"\ndata: {Path.Combine(Folder, "data")}\n"
        );
        await second.RestartAsync();
        return second;
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Sends a signal, by its name without SIG.</summary>
    public Task SignalAsync(string signal) =>
        Shell.RunAsync($"kill -{signal} {ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)}");

    /// <summary>The exit code, once the process has ended.</summary>
    public async Task<int> ExitAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return _process.ExitCode;
    }

    /// <summary>Runs a command on this gateway's configuration.</summary>
    public Task<CommandResult> CommandWithInputAsync(string? input, params string[] arguments) =>
        GatehouseProgram.RunAsync([.. arguments, "--config", ConfigurationFile], input, Folder);

    /// <summary>Runs a command on this gateway's configuration.</summary>
    public Task<CommandResult> CommandAsync(params string[] arguments) => CommandWithInputAsync(input: null, arguments);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
