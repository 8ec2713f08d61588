using System.Text;

namespace Gatehouse.Doctor.ServerFiles;

/// <summary>Reads Apache's files: a directive a line, sections in angle brackets, a backslash at the end goes on.</summary>
internal static class ApacheFiles
{
    private const int Deepest = 64;

    public static Directive Read(ServerFile file)
    {
        var root = new Directive(file, 0, string.Empty, []);
        var block = root;
        var depth = 0;
        for (var at = 0; at < file.Lines.Count; at++)
        {
            var number = at + 1;
            var line = file.Lines[at].Trim();
            if (line.EndsWith('\\'))
            {
                line = WithNext(file.Lines, line, ref at);
            }

            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("</", StringComparison.Ordinal))
            {
                depth = Math.Max(0, depth - 1);
                block = depth < Deepest ? block.Parent ?? block : block;
                continue;
            }

            var isSection = line[0] == '<';
            var words = Words(isSection ? line.Trim('<', '>') : line);
            if (words.Count == 0)
            {
                continue;
            }

            var directive = block.Add(new Directive(file, number, words[0], [.. words.Skip(1)]));
            if (isSection)
            {
                block = depth++ < Deepest ? directive : block;
            }
        }

        return root;
    }

    private static string WithNext(IReadOnlyList<string> lines, string line, ref int at)
    {
        var whole = new StringBuilder(line);
        while (whole.Length > 0 && whole[^1] == '\\' && at + 1 < lines.Count)
        {
            whole.Length--;
            whole.Append(' ').Append(lines[++at].AsSpan().Trim());
        }

        return whole.ToString();
    }

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        var at = 0;
        while (at < line.Length)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }

            var quote = line[at] is '"' or '\'' ? line[at] : '\0';
            var end = at + 1;
            while (end < line.Length && (quote == '\0' ? !char.IsWhiteSpace(line[end]) : line[end] != quote))
            {
                end += line[end] == '\\' && quote != '\0' ? 2 : 1;
            }

            end = Math.Min(end, line.Length);
            words.Add(quote == '\0' ? line[at..end] : line[(at + 1)..end]);
            at = end + (quote == '\0' ? 0 : 1);
        }

        return words;
    }
}
