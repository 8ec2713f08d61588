using System.Globalization;
using System.Text;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Intake.Logs;
using Gatehouse.Doctor.Logs;

namespace Gatehouse.Doctor.Tests.Logs;

/// <summary>Logs for tests, a line each.</summary>
internal static class SomeLog
{
    public const string Browser = "Mozilla/5.0 (X11; Linux x86_64)";

    /// <summary>The case that these lines make.</summary>
    public static CaseFile Of(params IEnumerable<string> lines) =>
        LogIntake.For([new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)))], Some.Now);

    public static LogFindings Read(params IEnumerable<string> lines) => Of(lines).Note<LogFindings>()!;

    /// <summary>A line of the combined log, so many seconds after noon.</summary>
    public static string Line(
        double at,
        int status,
        string path = "/orders",
        string user = "-",
        string address = "192.0.2.1",
        string agent = Browser,
        string method = "GET",
        string extra = ""
    ) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{address} - {user} [{Some.Now.AddSeconds(at):dd/MMM/yyyy:HH:mm:ss} +0000] \"{method} {path} HTTP/1.1\" {status} 17 \"-\" \"{agent}\"{(extra.Length > 0 ? " " + extra : "")}"
        );

    /// <summary>The likeliest cause and how sure it is, as the whole doctor concludes; <c>healthy</c> where nothing is wrong.</summary>
    public static async Task<string> ConcludesAsync(CaseFile file)
    {
        var examination = await new Consultation(new DoctorOptions { Offline = true }).ExamineAsync(file);
        return examination.Verdict == Verdict.Healthy ? "healthy"
            : examination.Verdict == Verdict.Diagnosed ? examination.Diagnoses[0].Cause.Id
            : "undecided";
    }
}
