using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Runs;

namespace Gatehouse.Doctor.Reports;

/// <summary>Two runs beside each other, as rows of words.</summary>
internal static class RunTable
{
    /// <summary>The rows: what, in this run, in the other. Empty where nothing was given to compare with.</summary>
    public static IReadOnlyList<RunDifference> Of(Examination examination)
    {
        if (examination.File.Note<ComparedRun>() is not { } compared)
        {
            return [];
        }

        var here = compared.Here(examination.File);
        return RunDifferences.Of(
            compared.BothSaved
                ? here
                : here with
                {
                    Diagnoses =
                    [
                        .. examination.Diagnoses.Select(each => new RunDiagnosis(each.Cause.Id, each.Confidence)),
                    ],
                },
            compared.There
        );
    }

    /// <summary>What a row is about.</summary>
    public static string NameOf(RunAspect what, Wording wording) =>
        what switch
        {
            RunAspect.Time => wording.Say($"time (UTC)"),
            RunAspect.Request => wording.Say($"request"),
            RunAspect.Answer => wording.Say($"answer"),
            RunAspect.Anonymous => wording.Say($"answer without credentials"),
            RunAspect.From => wording.Say($"sent from"),
            RunAspect.Server => wording.Say($"server's address"),
            RunAspect.Proxy => wording.Say($"through a proxy"),
            RunAspect.Product => wording.Say($"who answered"),
            RunAspect.Certificate => wording.Say($"certificate"),
            RunAspect.Clock => wording.Say($"server's clock"),
            RunAspect.Token => wording.Say($"token ends"),
            _ => wording.Say($"cause"),
        };
}
