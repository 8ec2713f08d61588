using System.Globalization;
using Gatehouse.Doctor.Runs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Runs;

/// <summary>The run that is asked about is a saved one: what it concluded with all that it knew then.</summary>
[Names]
internal sealed class SavedVerdictRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Note<ComparedRun>() is not { BothSaved: true } compared)
        {
            yield break;
        }

        foreach (var diagnosis in compared.Here(file).Diagnoses)
        {
            if (Causes.Find(diagnosis.Cause) is { } cause)
            {
                yield return new Clue(
                    cause,
                    diagnosis.Confidence switch
                    {
                        >= 0.95 => Strength.Decisive,
                        >= 0.6 => Strength.Strong,
                        >= 0.3 => Strength.Moderate,
                        _ => Strength.Weak,
                    },
                    $"The saved run named this with {diagnosis.Confidence.ToString("P0", CultureInfo.InvariantCulture)}"
                );
            }
        }
    }
}
