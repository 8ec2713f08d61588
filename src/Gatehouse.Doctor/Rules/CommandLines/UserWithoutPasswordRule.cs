using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.CommandLines;

/// <summary>A user without a password on a command line: the program asks for it, or sends none.</summary>
[Names("credentials.incomplete")]
internal sealed class UserWithoutPasswordRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Note<CommandLine>() is not { User.Length: > 0, Password: null, Program: not "powershell" } line)
        {
            yield break;
        }

        yield return new Clue(
            Causes.Credentials.Incomplete,
            Strength.Moderate,
            $"The command line gives {line.Program} a user name and no password"
        )
        {
            Source = "the command line",
            Question = $"Does the program ask for the password when the command runs, and is it typed there?",
            Remedy = $"Give both, as -u NAME:PASSWORD; for a key that stands alone write the colon too, as -u KEY:",
        };
    }
}
