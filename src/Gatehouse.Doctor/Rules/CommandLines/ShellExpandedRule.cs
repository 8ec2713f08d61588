using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.CommandLines;

/// <summary>A secret on a command line with a character that the shell takes for itself.</summary>
[Names("credentials.shell-expanded")]
internal sealed class ShellExpandedRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Note<CommandLine>() is not { } line)
        {
            yield break;
        }

        // The doctor sends the line as it was meant: what it succeeds with shows what the shell spoils.
        var literalWorks = file.First(ProbeIntent.Supplied) is { Answer.IsSuccess: true };
        foreach (var remark in line.Remarks.Where(remark => InCredential(file, line, remark)))
        {
            var strength = remark.Kind switch
            {
                ShellRemarkKind.DollarInside or ShellRemarkKind.Cut => Strength.Decisive,
                ShellRemarkKind.BackslashLost => Strength.Strong,
                ShellRemarkKind.HistoryMark => Strength.Moderate,
                _ => Strength.Weak,
            };
            yield return new Clue(
                Causes.Credentials.ShellExpanded,
                literalWorks && strength != Strength.Weak ? Strength.Decisive : strength,
                $"The secret holds a character ({MarkOf(remark)}) that the shell replaces or cuts off, since it does not stand in single quotation marks"
            )
            {
                Source = "the command line",
                Remedy = $"Put the value into single quotation marks, or hand it over in a file or by --netrc-file",
            };
        }
    }

    private static bool InCredential(CaseFile file, CommandLine line, ShellRemark remark) =>
        remark.Kind switch
        {
            ShellRemarkKind.DollarInside or ShellRemarkKind.HistoryMark or ShellRemarkKind.BackslashLost => Holds(
                file,
                line,
                remark.Text
            ),
            ShellRemarkKind.Cut => CutsCredential(file, line),
            _ => false,
        };

    private static bool Holds(CaseFile file, CommandLine line, string text)
    {
        // The backslash itself is gone from the word; the letter after it is not.
        var sought = text[0] == '\\' ? text[1..] : text;
        return new[] { line.User, line.Password }
            .Concat(
                file.Credentials.SelectMany(credential =>
                    new[] { credential.Value, credential.User, credential.Password }
                )
            )
            .Any(value => value?.Contains(sought, StringComparison.Ordinal) == true);
    }

    // -u user:pa&ss https://... leaves no address behind; an address before it, and the last word is the pair.
    private static bool CutsCredential(CaseFile file, CommandLine line) =>
        line.Remarks.Any(remark =>
            remark.Kind == ShellRemarkKind.Cut && !remark.Text.Contains('=', StringComparison.Ordinal)
        )
        && (line.User is not null || file.Credentials.Count > 0)
        && file.Target is { Query.Length: 0 };

    private static string MarkOf(ShellRemark remark) => remark.Text[..1];
}
