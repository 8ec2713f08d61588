using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.CommandLines;

/// <summary>An address without quotation marks that the shell cuts at an ampersand, and with it the key.</summary>
[Names("credentials.not-sent")]
internal sealed class CutAddressRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var cut = file.Note<CommandLine>()?.Remarks.FirstOrDefault(remark => remark.Kind == ShellRemarkKind.Cut);
        if (cut is null || file.Target is not { Query.Length: > 0 })
        {
            yield break;
        }

        var lost = cut
            .Text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=')[0])
            .FirstOrDefault(CredentialPlaces.IsCredentialParameter);
        if (lost is not null)
        {
            yield return new Clue(
                Causes.Credentials.NotSent,
                Strength.Decisive,
                $"The shell ends the command at the & in the address, so the parameter {lost} is not sent"
            )
            {
                Source = "the command line",
                Remedy = $"Put the address into quotation marks",
            };
        }
    }
}
