using System.Globalization;
using System.Text;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>Writes out what a terminal would obey and what an eye would not see.</summary>
internal static class VisibleText
{
    // A letter has two marks in living scripts; more are meant to cover the lines around.
    private const int MostMarks = 2;

    /// <summary>The text with control, direction and invisible characters as <c>\u001b</c>, and no letter with many marks.</summary>
    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return text;
        }

        var written = new StringBuilder(text.Length + 16);
        var marks = 0;
        for (var at = 0; at < text.Length; )
        {
            if (
                Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length)
                != System.Buffers.OperationStatus.Done
            )
            {
                WriteOut(written, text.AsSpan(at, length));
                at += length;
                continue;
            }

            var letter = text.AsSpan(at, length);
            at += length;
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks > MostMarks)
            {
                continue;
            }

            if (IsHidden(rune))
            {
                WriteOut(written, letter);
            }
            else
            {
                written.Append(letter);
            }
        }

        return written.ToString();
    }

    /// <summary>The text's beginning, with a sign that there is more.</summary>
    public static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text[..end] + "...";
    }

    private static void WriteOut(StringBuilder written, ReadOnlySpan<char> letters)
    {
        foreach (var letter in letters)
        {
            written.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
        }
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark;

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
        || rune.Value is 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0;
}
