namespace Gatehouse.Doctor.Rules.Words;

/// <summary>What stands around a phrase and takes from its strength: a condition, a choice, a denial.</summary>
internal static class WordSurroundings
{
    private const int Back = 90;
    private const int On = 24;

    private static readonly string[] Hedges =
    [
        "if",
        "whether",
        "may",
        "might",
        "could",
        "maybe",
        "perhaps",
        "possibly",
        "possible",
        "probably",
        "usually",
        "when",
        "whenever",
        "unless",
        "until",
        "before",
        "e.g.",
        "for example",
        "for instance",
        "such as",
        "in case",
        "make sure",
        "learn",
        "how to",
        "forgot",
        "checking",
        "avoid",
        "handle",
        "troubleshoot",
        "documentation",
    ];

    private static readonly string[] Denials = ["not", "no", "never", "without", "isnt", "wasnt", "arent", "non", "un"];

    private static readonly string[] Nothings = ["false", "null", "none", "0", "no", "[]", "{}", "n/a", "never"];

    /// <summary>By how many steps the surroundings lower the phrase; null where they deny it.</summary>
    public static int? Of(FoldedText text, int begin, int end, bool literal)
    {
        var folded = text.Folded;
        var before = Sentence(folded, begin);
        var after = folded.AsSpan(end, Math.Min(On, folded.Length - end));
        if (IsDenied(before, after))
        {
            return null;
        }

        if (literal)
        {
            return 0;
        }

        return (IsHedged(before) ? 2 : 0) + (IsChoice(before, after) ? 2 : 0);
    }

    private static ReadOnlySpan<char> Sentence(string folded, int begin)
    {
        var from = Math.Max(0, begin - Back);
        var before = folded.AsSpan(from, begin - from);
        for (var at = before.Length - 1; at > 0; at--)
        {
            if (before[at] is '\n' or '{' or ';' || (before[at] == ' ' && before[at - 1] is '.' or '!' or '?'))
            {
                return before[(at + 1)..];
            }
        }

        return before;
    }

    private static bool IsDenied(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var words = before.TrimEnd();
        foreach (var denial in Denials)
        {
            if (EndsWithWord(words, denial))
            {
                return true;
            }
        }

        var rest = after.TrimStart();
        if (rest.Length == 0 || rest[0] is not (':' or '='))
        {
            return false;
        }

        rest = rest[1..].TrimStart();
        foreach (var nothing in Nothings)
        {
            if (
                rest.StartsWith(nothing, StringComparison.Ordinal)
                && (rest.Length == nothing.Length || !char.IsLetterOrDigit(rest[nothing.Length]))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHedged(ReadOnlySpan<char> before)
    {
        foreach (var hedge in Hedges)
        {
            var at = before.IndexOf(hedge, StringComparison.Ordinal);
            if (
                at >= 0
                && (at == 0 || !char.IsLetterOrDigit(before[at - 1]))
                && (at + hedge.Length >= before.Length || !char.IsLetterOrDigit(before[at + hedge.Length]))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsChoice(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        var words = before.TrimEnd();
        var rest = after.TrimStart().TrimStart(',').TrimStart();
        return EndsWithWord(words, "or")
            || EndsWithWord(words, "or has")
            || EndsWithWord(words, "or is")
            || rest.StartsWith("or ", StringComparison.Ordinal)
            || rest.StartsWith("and/or", StringComparison.Ordinal);
    }

    private static bool EndsWithWord(ReadOnlySpan<char> text, string word) =>
        text.EndsWith(word, StringComparison.Ordinal)
        && (text.Length == word.Length || !char.IsLetterOrDigit(text[^(word.Length + 1)]));
}
