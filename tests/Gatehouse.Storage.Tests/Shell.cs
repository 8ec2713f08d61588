using System.ComponentModel;
using System.Diagnostics;

namespace Gatehouse.Storage.Tests;

/// <summary>Runs a program of the system.</summary>
internal static class Shell
{
    /// <summary>Whether the program is there and ended well.</summary>
    public static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }
            );
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
