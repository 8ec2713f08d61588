using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.CommandLines;

/// <summary>A command of any program, pasted beside its refusal, whose user or password holds what the shell replaces.</summary>
[Names("credentials.shell-expanded")]
internal sealed class TypedSecretRule : Rule
{
    private const int MostLines = 2000;

    private static readonly string[] Prompts = ["$ ", "# ", "% ", "❯ ", "➜ ", "+ "];

    private static readonly string[] Options =
    [
        "-u",
        "-p",
        "--user",
        "--username",
        "--password",
        "--pass",
        "--token",
        "--http-user",
        "--http-password",
        "--api-key",
        "-H",
        "--header",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var lines = 0;
        foreach (var each in file.Text.Split('\n'))
        {
            if (++lines > MostLines)
            {
                yield break;
            }

            var line = each.Trim();
            if (Array.Exists(Prompts, prompt => line.StartsWith(prompt, StringComparison.Ordinal)) && IsExpanded(line))
            {
                yield return new Clue(
                    Causes.Credentials.ShellExpanded,
                    Strength.Strong,
                    $"On the command line the shell takes {"$"} within the secret for a variable and puts nothing in its place"
                )
                {
                    Source = "the text",
                    Remedy = $"Put the value into single quotation marks, or hand it over by standard input or a file",
                };
                yield break;
            }
        }
    }

    // -u "robot$ci+push": a variable in the middle of a value. A whole value is one on purpose, and so are capitals.
    private static bool IsExpanded(string line)
    {
        foreach (var option in Options)
        {
            for (
                var at = line.IndexOf(" " + option, StringComparison.Ordinal);
                at >= 0;
                at = line.IndexOf(" " + option, at + 1, StringComparison.Ordinal)
            )
            {
                var value = ValueAt(line, at + 1 + option.Length);
                if (value.Length == 0 || value[0] == '\'')
                {
                    continue;
                }

                var dollar = value.IndexOf('$', 2);
                if (dollar > 0 && dollar + 1 < value.Length && value[dollar - 1] is not ('\\' or ' ' or '{' or '/'))
                {
                    var end = dollar + 1;
                    while (end < value.Length && (char.IsAsciiLetterOrDigit(value[end]) || value[end] == '_'))
                    {
                        end++;
                    }

                    if (value[(dollar + 1)..end].Any(char.IsAsciiLetterLower))
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    // The word after the option, with its quotation mark.
    private static string ValueAt(string line, int at)
    {
        while (at < line.Length && line[at] is ' ' or '=')
        {
            at++;
        }

        if (at >= line.Length)
        {
            return string.Empty;
        }

        var end = line[at] is '"' or '\'' ? line.IndexOf(line[at], at + 1) : line.IndexOf(' ', at);
        return end < 0 ? line[at..] : line[at..end];
    }
}
