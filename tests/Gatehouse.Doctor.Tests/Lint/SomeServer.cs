using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Intake.ServerFiles;
using Gatehouse.Doctor.Lint;

namespace Gatehouse.Doctor.Tests.Lint;

/// <summary>Files of servers for tests.</summary>
internal static class SomeServer
{
    public static CaseFile Case(string name, string text) => ServerIntake.For([(name, text)], Some.Now);

    /// <summary>The errors in this file, as <c>line cause</c>.</summary>
    public static IReadOnlyList<string> Errors(string name, string text) =>
        [
            .. Case(name, text)
                .Note<LintFindings>()!
                .Faults.Where(fault => fault.Severity == "error")
                .Select(fault => $"{fault.At.Line} {fault.Cause!.Id}"),
        ];

    /// <summary>What the whole doctor concludes.</summary>
    public static async Task<string> ConcludesAsync(CaseFile file)
    {
        var examination = await new Consultation(new DoctorOptions { Offline = true }).ExamineAsync(file);
        return examination.Verdict == Verdict.Healthy ? "healthy" : examination.Diagnoses[0].Cause.Id;
    }
}
