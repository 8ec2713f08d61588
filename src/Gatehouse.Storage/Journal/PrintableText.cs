using System.Globalization;
using System.Text;

namespace Gatehouse.Storage.Journal;

/// <summary>Text of clients made safe to print and bounded: the last line of defence behind those who escaped it already.</summary>
internal static class PrintableText
{
    /// <summary>The text itself where it is fit, else with what could steer a terminal written as <c>\u{1B}</c>, and cut.</summary>
    public static string Of(string text, int limit)
    {
        if (text.Length <= limit && IsFit(text))
        {
            return text;
        }

        StringBuilder fit = new(Math.Min(text.Length, limit) + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (fit.Length >= limit)
            {
                return fit.Append('…').ToString();
            }

            if (Steers(rune))
            {
                fit.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:X}}}");
            }
            else
            {
                fit.Append(rune);
            }
        }

        return fit.ToString();
    }

    /// <summary>The same for a text that may be missing.</summary>
    public static string? OrNull(string? text, int limit) => text is null ? null : Of(text, limit);

    private static bool IsFit(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return IsFitBeyondAscii(text);
            }
        }

        return true;
    }

    private static bool IsFitBeyondAscii(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // A replacement rune may stand for half a surrogate pair, which the store cannot keep.
            if (Steers(rune) || rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Steers(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
