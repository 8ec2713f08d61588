using System.Diagnostics;
using System.Text.Json;

namespace Gatehouse.DoctorBench;

/// <summary>One run of <c>gatehouse doctor --json</c>, as anybody would run it.</summary>
internal sealed record DoctorRun(
    string Verdict,
    IReadOnlyList<(string Cause, double Confidence)> Diagnoses,
    string? Question,
    int Sent,
    double Seconds,
    string Fault
)
{
    public static async Task<DoctorRun> StartAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in new[] { program, "doctor", "--json" }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        try
        {
            return Read(output);
        }
        catch (Exception exception)
            when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new DoctorRun("failed", [], null, 0, 0, $"exit {process.ExitCode}: {(await errors).Trim()}");
        }
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
            string.Empty
        );
    }
}
