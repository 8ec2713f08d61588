using System.Diagnostics;

namespace Gatehouse.EndToEnd.Harness;

/// <summary>Runs a line as a person would type it.</summary>
public static class Shell
{
    /// <summary>What the line writes to standard output, with line ends of one character.</summary>
    public static async Task<string> RunAsync(string line)
    {
        using var process = Process.Start(
            new ProcessStartInfo("bash")
            {
                ArgumentList = { "-c", line },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        await error;
        return output.Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
