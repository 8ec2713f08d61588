using System.Globalization;

namespace Gatehouse.Doctor.Texts;

/// <summary>
/// Words of the doctor's own that were put together before the reader's language was known: what a request was, where
/// something stands, what kind of key it is. As a value of a sentence they are translated with it.
/// </summary>
/// <param name="Words">The words in English.</param>
internal sealed record OwnWords(string? Words)
{
    // No form stands within itself, but a hostile text could be written so.
    private const int Deepest = 3;

    /// <summary>The forms in which such words are put together; each is translated like a sentence.</summary>
    public static IReadOnlyList<string> Forms { get; } =
    [
        "request {0} ({1})",
        "entry {0} of the recording",
        "exchange {0} of the text",
        "the field {0}",
        "the cookie {0}",
        "the parameter {0}",
        "with {0} in front",
        "with {0} once",
        "as {0}",
        "at {0}, which the zone's own servers name, without credentials",
        "{0} lines of log",
        "The proxy {0} cannot be reached: {1}",
        "Not sent: {0}.",
    ];

    /// <summary>The words in English.</summary>
    public override string ToString() => Words ?? string.Empty;

    /// <summary>The words in this language.</summary>
    public string In(string language) => In(language, ToString());

    /// <summary>These words in this language; as they are where they are not known.</summary>
    public static string In(string language, string words) =>
        language == DoctorTexts.DefaultLanguage ? words : In(language, words, 0);

    private static string In(string language, string words, int depth)
    {
        if (depth == Deepest || DoctorTexts.Of(language).ContainsKey(words))
        {
            return DoctorTexts.In(language, words);
        }

        foreach (var form in Forms)
        {
            if (Values(form, words) is { } values)
            {
                return string.Format(
                    CultureInfo.InvariantCulture,
                    DoctorTexts.In(language, form),
                    [.. values.Select(value => In(language, value, depth + 1))]
                );
            }
        }

        return words;
    }

    // What stands in the holes of a form; null where the words have another one.
    private static List<string>? Values(string form, string words)
    {
        var fixedParts = form.Split("{0}").SelectMany(part => part.Split("{1}")).ToArray();
        if (
            !words.StartsWith(fixedParts[0], StringComparison.Ordinal)
            || !words[fixedParts[0].Length..].EndsWith(fixedParts[^1], StringComparison.Ordinal)
        )
        {
            return null;
        }

        var within = words[fixedParts[0].Length..^fixedParts[^1].Length];
        if (fixedParts.Length == 2)
        {
            return [within];
        }

        var at = within.IndexOf(fixedParts[1], StringComparison.Ordinal);
        return at < 0 ? null : [within[..at], within[(at + fixedParts[1].Length)..]];
    }
}
