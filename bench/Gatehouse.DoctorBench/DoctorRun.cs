using System.Diagnostics;
using System.Text.Json;
using Gatehouse.Cli;

namespace Gatehouse.DoctorBench;

/// <summary>One run of <c>gatehouse doctor --json</c>, as anybody would run it, its standard output read.</summary>
internal sealed record DoctorRun(
    string Verdict,
    IReadOnlyList<(string Cause, double Confidence)> Diagnoses,
    string? Question,
    int Sent,
    double Seconds,
    string Fault,
    int Facts = 0
)
{
    /// <summary>Whether each run's arguments and report are shown as they are.</summary>
    public static bool Shows { get; set; }

    /// <summary>Runs the command in a process of its own where a program is given, else in this one, one run after the other.</summary>
    /// <param name="program">The program; null for this process.</param>
    /// <param name="arguments">What follows <c>doctor --json</c>.</param>
    /// <param name="trust">A file of certificates to trust alone, which takes a process of its own; null for the machine's.</param>
    public static async Task<DoctorRun> StartAsync(string? program, IEnumerable<string> arguments, string? trust = null)
    {
        List<string> all = ["doctor", "--json", .. arguments];
        var (exit, output, errors) =
            program is null && trust is null
                ? await RunHereAsync(all)
                : await RunApartAsync(["exec", program ?? typeof(GatehouseCommand).Assembly.Location, .. all], trust);
        if (Shows)
        {
            Terminal.WriteLine(string.Join(' ', all));
            Terminal.WriteLine(output);
        }

        try
        {
            return Read(output);
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new DoctorRun("failed", [], null, 0, 0, $"exit {exit}: {errors.Trim()}");
        }
    }

    private static async Task<(int Exit, string Output, string Errors)> RunHereAsync(List<string> arguments)
    {
        var (output, errors) = (Terminal.Out, Terminal.Error);
        using StringWriter told = new(),
            complained = new();
        Terminal.SetOut(told);
        Terminal.SetError(complained);
        try
        {
            return (await GatehouseCommand.RunAsync([.. arguments]), told.ToString(), complained.ToString());
        }
        finally
        {
            Terminal.SetOut(output);
            Terminal.SetError(errors);
        }
    }

    private static async Task<(int Exit, string Output, string Errors)> RunApartAsync(
        List<string> arguments,
        string? trust
    )
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        if (trust is not null)
        {
            start.Environment["SSL_CERT_FILE"] = trust;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }

    private static DoctorRun Read(string output)
    {
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        return new DoctorRun(
            root.GetProperty("verdict").GetString()!,
            [
                .. root.GetProperty("diagnoses")
                    .EnumerateArray()
                    .Select(each =>
                        (each.GetProperty("cause").GetString()!, each.GetProperty("confidence").GetDouble())
                    ),
            ],
            root.TryGetProperty("question", out var question) ? question.GetString() : null,
            root.GetProperty("sent").GetInt32(),
            root.GetProperty("seconds").GetDouble(),
            string.Empty,
            root.GetProperty("diagnoses") is { } diagnoses && diagnoses.GetArrayLength() > 0
                ? diagnoses[0].GetProperty("evidence").GetArrayLength()
                : 0
        );
    }
}
