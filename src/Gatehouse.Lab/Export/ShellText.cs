using System.Text;

namespace Gatehouse.Lab.Export;

/// <summary>Quotes texts for a POSIX shell, with captured values as variables.</summary>
internal static class ShellText
{
    /// <summary>A text as one word of the shell; names of <paramref name="variables"/> in braces become <c>$name</c>.</summary>
    public static string Quote(string text, IReadOnlySet<string> variables)
    {
        var parts = Split(text, variables);
        if (!parts.Exists(part => part.IsVariable))
        {
            return "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
        }

        var word = new StringBuilder("\"");
        foreach (var (part, isVariable) in parts)
        {
            if (isVariable)
            {
                word.Append("${").Append(part).Append('}');
                continue;
            }

            foreach (var letter in part)
            {
                if (letter is '"' or '\\' or '$' or '`')
                {
                    word.Append('\\');
                }

                word.Append(letter);
            }
        }

        return word.Append('"').ToString();
    }

    private static List<(string Text, bool IsVariable)> Split(string text, IReadOnlySet<string> variables)
    {
        var parts = new List<(string, bool)>();
        var start = 0;
        for (var open = text.IndexOf('{', 0); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close > open && variables.Contains(text[(open + 1)..close]))
            {
                parts.Add((text[start..open], false));
                parts.Add((text[(open + 1)..close], true));
                start = close + 1;
            }
        }

        parts.Add((text[start..], false));
        return parts;
    }
}
