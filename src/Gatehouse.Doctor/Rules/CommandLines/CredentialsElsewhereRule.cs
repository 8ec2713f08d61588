using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.CommandLines;

/// <summary>Credentials that the command line takes from a file, which was not given: what the doctor sends lacks them.</summary>
[Names("credentials.missing", "credentials.not-sent")]
internal sealed class CredentialsElsewhereRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Note<CommandLine>() is not { } line || file.Subject is not { CarriesCredential: false })
        {
            yield break;
        }

        var source = line.Netrc ? "--netrc" : line.Unread.FirstOrDefault(IsCredentialFile);
        if (source is null)
        {
            yield break;
        }

        yield return new Clue(
            Causes.Credentials.Missing,
            Strength.StronglyAgainst,
            $"The credentials stand in a file ({source}) that was not given"
        );
        yield return new Clue(
            Causes.Credentials.NotSent,
            Strength.Moderate,
            $"The credentials come from a file ({source}), and are sent only where it names this very host"
        )
        {
            Source = "the command line",
            Question = line.Netrc
                ? (FormattableString)
                    $"Does the .netrc file hold a line for the machine {file.Target?.Host}, and does curl -v show an Authorization line?"
                : $"What does the file of {source} hold? Give the field line itself with --header",
        };
    }

    private static bool IsCredentialFile(string option) =>
        option.StartsWith("-H", StringComparison.Ordinal)
        || option.StartsWith("--cookie", StringComparison.Ordinal)
        || option.StartsWith("--config", StringComparison.Ordinal);
}
