using System.Buffers;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.CommandLines;

/// <summary>A field line with credentials that never leaves, because of how the command line is written.</summary>
[Names("credentials.not-sent", "header.placeholder")]
internal sealed class FieldLostRule : Rule
{
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(":= \t\"'\u201d");

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Note<CommandLine>() is not { } line)
        {
            yield break;
        }

        var broken = line.BrokenFields.FirstOrDefault(NamesCredential);
        var removed = line.RemovedFields.FirstOrDefault(CredentialPlaces.IsCredentialField);
        var stray = line.Remarks.Any(remark => remark.Kind == ShellRemarkKind.StrayWord);
        var dash = line.Remarks.FirstOrDefault(remark =>
            remark.Kind == ShellRemarkKind.SmartDash && IsCredentialOption(remark.Option)
        );
        if (broken is not null)
        {
            yield return NotSent(
                $"The field line with the credentials is not written as Name: value, so it is not sent as one"
            );
        }
        else if (removed is not null && stray)
        {
            yield return NotSent(
                $"The value of {removed} stands without quotation marks, so only the name is taken and the field is left out"
            );
        }
        else if (removed is not null)
        {
            yield return new Clue(
                Causes.Header.Placeholder,
                Strength.Decisive,
                $"The command line gives the field {removed} without any value"
            )
            {
                Source = "the command line",
            };
        }

        if (dash is not null)
        {
            yield return NotSent(
                $"A long dash stands before an option in place of a hyphen, so the program takes it for an address"
            );
        }
    }

    private static Clue NotSent(FormattableString because) =>
        new(Causes.Credentials.NotSent, Strength.Decisive, because)
        {
            Source = "the command line",
            Remedy =
                $"Write -H 'Authorization: Bearer TOKEN' with plain hyphens, plain quotation marks and a colon after the name",
        };

    private static bool NamesCredential(string line)
    {
        var name = line.TrimStart(' ', '"', '\'', '\u201c', '\u201d', '\u2018', '\u2019', '{');
        var end = name.AsSpan().IndexOfAny(NameEnds);
        return CredentialPlaces.IsCredentialField(end < 0 ? name : name[..end]);
    }

    private static bool IsCredentialOption(string option) =>
        option.TrimStart('\u2013', '\u2014') is ['u' or 'H', ..] or "user" or "header";
}
