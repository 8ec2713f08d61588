using System.Text;

namespace Gatehouse.Doctor.ServerFiles;

/// <summary>
/// Reads files of words and braces: nginx, where a semicolon ends a directive, and Caddy, where the line's end does.
/// What does not fit is passed over.
/// </summary>
internal static class BraceFiles
{
    private const int Deepest = 64;

    public static Directive Read(ServerFile file, bool semicolons)
    {
        var root = new Directive(file, 0, string.Empty, []);
        var block = root;
        var depth = 0;
        var words = new List<string>();
        var begun = 0;
        var line = 1;
        var text = file.Text;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter == '\n')
            {
                if (!semicolons)
                {
                    End(block, words, begun);
                }

                line++;
            }
            else if (letter == '#' && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is ';' or '{' or '}'))
            {
                at = text.IndexOf('\n', at) is >= 0 and var end ? end - 1 : text.Length;
            }
            else if (letter == ';' && semicolons)
            {
                End(block, words, begun);
            }
            else if (letter == '{' && IsOpening(text, at, words))
            {
                var inner = new Directive(
                    file,
                    words.Count == 0 ? line : begun,
                    words.FirstOrDefault() ?? string.Empty,
                    [.. words.Skip(1)]
                );
                words.Clear();
                block.Add(inner);
                block = depth++ < Deepest ? inner : block;
            }
            else if (letter == '}' && words.Count == 0)
            {
                block = block.Parent ?? block;
                depth = Math.Max(0, depth - 1);
            }
            else if (!char.IsWhiteSpace(letter))
            {
                begun = words.Count == 0 ? line : begun;
                words.Add(Word(text, ref at, ref line, semicolons));
            }
        }

        End(block, words, begun);
        return root;
    }

    private static void End(Directive block, List<string> words, int line)
    {
        if (words.Count > 0)
        {
            block.Add(new Directive(block.File, line, words[0], [.. words.Skip(1)]));
            words.Clear();
        }
    }

    // A brace inside a word belongs to a variable or a placeholder.
    private static bool IsOpening(string text, int at, List<string> words) =>
        (words.Count > 0 || at == 0 || char.IsWhiteSpace(text[at - 1]))
        && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]) || text[at + 1] is '#' or '}');

    private static string Word(string text, ref int at, ref int line, bool semicolons)
    {
        var word = new StringBuilder();
        var quote = text[at] is '"' or '\'' or '`' ? text[at] : '\0';
        for (at += quote == '\0' ? 0 : 1; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote != '\0' && letter == quote)
            {
                return word.ToString();
            }

            if (quote == '\0' && (char.IsWhiteSpace(letter) || (semicolons && letter == ';')))
            {
                break;
            }

            // An opening brace ends a word unless a variable is written with it.
            if (
                quote == '\0'
                && semicolons
                && letter == '{'
                && (word.Length == 0 || word[^1] != '$')
                && !IsInRegex(word)
            )
            {
                break;
            }

            line += letter == '\n' ? 1 : 0;
            if (letter == '\\' && at + 1 < text.Length && quote != '\0' && text[at + 1] == quote)
            {
                at++;
                letter = text[at];
            }

            word.Append(letter);
        }

        at--;
        return word.ToString();
    }

    private static bool IsInRegex(StringBuilder word) => word[0] is '^' or '~' or '(' or '\\';
}
