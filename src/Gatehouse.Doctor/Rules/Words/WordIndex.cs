namespace Gatehouse.Doctor.Rules.Words;

/// <summary>All phrases by their first word, so that a text is searched for those alone whose first word stands in it.</summary>
internal sealed class WordIndex
{
    private readonly Dictionary<string, List<(WordRow Row, WordPhrase Phrase)>> _byWord = new(StringComparer.Ordinal);
    private readonly List<(WordRow Row, WordPhrase Phrase)> _others = [];

    public WordIndex(IEnumerable<WordRow> rows)
    {
        foreach (var row in rows)
        {
            foreach (var phrase in row.Phrases)
            {
                Add(row, phrase);
            }
        }
    }

    /// <summary>The index of all tables.</summary>
    public static WordIndex Standard { get; } = new(WordTable.All);

    /// <summary>The phrases that may stand in this text.</summary>
    public IEnumerable<(WordRow Row, WordPhrase Phrase)> Candidates(FoldedText text)
    {
        var words = _byWord.GetAlternateLookup<ReadOnlySpan<char>>();
        var found = new HashSet<List<(WordRow Row, WordPhrase Phrase)>>(ReferenceEqualityComparer.Instance);
        var folded = text.Folded.AsSpan();
        for (var at = 0; at < folded.Length; at++)
        {
            var length = WordLength(folded[at..]);
            if (length > 0 && words.TryGetValue(folded.Slice(at, length), out var phrases))
            {
                found.Add(phrases);
            }

            at += length;
        }

        return found.SelectMany(phrases => phrases).Concat(_others);
    }

    private void Add(WordRow row, WordPhrase phrase)
    {
        var length = WordLength(phrase.First);
        if (length == 0 || length == phrase.First.Length)
        {
            _others.Add((row, phrase));
            return;
        }

        var word = phrase.First[..length];
        if (!_byWord.TryGetValue(word, out var phrases))
        {
            _byWord[word] = phrases = [];
        }

        phrases.Add((row, phrase));
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsLetterOrDigit(text[length]))
        {
            length++;
        }

        return length;
    }
}
