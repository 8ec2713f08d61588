using System.Diagnostics;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>The real program, as a process.</summary>
public static class GatehouseProgram
{
    private static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, "gatehouse.dll");

    /// <summary>Runs a command to its end.</summary>
    public static async Task<CommandResult> RunAsync(
        IEnumerable<string> arguments,
        string? input = null,
        string? folder = null
    )
    {
        using var process = Process.Start(Prepare(arguments, folder, environment: null))!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await process.WaitForExitAsync(patience.Token);
        return new CommandResult(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command that goes on, of this build or of the one in another folder.</summary>
    public static Process Start(
        IEnumerable<string> arguments,
        string? folder = null,
        IReadOnlyDictionary<string, string>? environment = null,
        string? program = null
    ) => Process.Start(Prepare(arguments, folder, environment, program))!;

    private static ProcessStartInfo Prepare(
        IEnumerable<string> arguments,
        string? folder,
        IReadOnlyDictionary<string, string>? environment,
        string? program = null
    )
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(program ?? Path);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
