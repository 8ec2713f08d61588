namespace Gatehouse.Doctor.Rules.Words;

/// <summary>A phrase in folded form: literal parts with short gaps between them.</summary>
internal sealed class WordPhrase
{
    private const int LongestGap = 80;

    // More finds of one phrase in one text tell nothing more.
    private const int MostFinds = 4;

    private readonly string[] _parts;
    private readonly bool _open;

    public WordPhrase(string phrase)
    {
        _open = phrase.EndsWith('*');
        _parts =
        [
            .. phrase
                .Split('*', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => FoldedText.Of(part, markup: false).Folded.Trim())
                .Where(part => part.Length > 0),
        ];
    }

    /// <summary>How many letters it is sure of.</summary>
    public int Length => _parts.Sum(part => part.Length);

    /// <summary>What it begins with.</summary>
    public string First => _parts[0];

    /// <summary>The phrases that one with braces stands for.</summary>
    public static IEnumerable<string> Expand(string phrase)
    {
        var open = phrase.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return [phrase];
        }

        var choices = new List<string>();
        var (depth, from, close) = (0, open + 1, open);
        for (var at = open; at < phrase.Length && close == open; at++)
        {
            depth +=
                phrase[at] == '{' ? 1
                : phrase[at] == '}' ? -1
                : 0;
            if ((phrase[at] == '|' && depth == 1) || depth == 0)
            {
                choices.Add(phrase[from..at]);
                from = at + 1;
                close = depth == 0 ? at : close;
            }
        }

        return choices.SelectMany(choice => Expand(phrase[..open] + choice + phrase[(close + 1)..]));
    }

    public bool IsIn(FoldedText text) => Find(text).Any();

    /// <summary>Where the phrase stands: begin and end in the folded text.</summary>
    public IEnumerable<(int Begin, int End)> Find(FoldedText text)
    {
        var folded = text.Folded;
        var from = 0;
        for (var finds = 0; finds < MostFinds && from < folded.Length; )
        {
            var begin = folded.IndexOf(_parts[0], from, StringComparison.Ordinal);
            if (begin < 0)
            {
                yield break;
            }

            from = begin + 1;
            if (Joined(folded, begin - 1, begin))
            {
                continue;
            }

            if (EndOf(folded, begin) is { } end)
            {
                finds++;
                from = end;
                yield return (begin, end);
            }
        }
    }

    private int? EndOf(string folded, int begin)
    {
        var end = begin + _parts[0].Length;
        for (var part = 1; part < _parts.Length; part++)
        {
            var length = Math.Min(LongestGap + _parts[part].Length, folded.Length - end);
            var next = folded.AsSpan(end, length).IndexOf(_parts[part], StringComparison.Ordinal);
            if (next < 0 || folded.AsSpan(end, next).Contains('\n'))
            {
                return null;
            }

            end += next + _parts[part].Length;
        }

        return !_open && Joined(folded, end - 1, end) ? null : end;
    }

    // Whether a word runs on from the one place to the next.
    private static bool Joined(string folded, int left, int right) =>
        left >= 0 && right < folded.Length && char.IsLetterOrDigit(folded[left]) && char.IsLetterOrDigit(folded[right]);
}
