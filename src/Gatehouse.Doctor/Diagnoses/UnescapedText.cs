using System.Globalization;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>A text with its escapes undone (percent, HTML entities, JSON), and where each of its letters stood.</summary>
internal sealed class UnescapedText
{
    private readonly char[] _letters;
    private readonly int[] _starts;
    private int _length;

    private UnescapedText(int capacity)
    {
        _letters = new char[capacity];
        _starts = new int[capacity + 1];
    }

    public ReadOnlySpan<char> Text => _letters.AsSpan(0, _length);

    /// <summary>Where the letter at this place began in the text that was read; for the end, where that ended.</summary>
    public int StartOf(int place) => _starts[place];

    /// <summary>Undoes one layer of escapes. Null where there is none.</summary>
    public static UnescapedText? Of(ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny('%', '&', '\\') < 0)
        {
            return null;
        }

        var read = new UnescapedText(text.Length);
        var changed = false;
        for (var at = 0; at < text.Length; )
        {
            var (letter, length) = At(text[at..]);
            changed |= length > 1;
            read._starts[read._length] = at;
            read._letters[read._length++] = letter;
            at += length;
        }

        read._starts[read._length] = text.Length;
        return changed ? read : null;
    }

    private static (char Letter, int Length) At(ReadOnlySpan<char> text) =>
        text[0] switch
        {
            '%' when text.Length > 2 && Hex(text.Slice(1, 2)) is >= 0 and < 128 and var code => ((char)code, 3),
            '\\' when text.Length > 1 => Escape(text),
            '&' => Entity(text),
            _ => (text[0], 1),
        };

    private static (char, int) Escape(ReadOnlySpan<char> text) =>
        text[1] switch
        {
            'u' when text.Length > 5 && Hex(text.Slice(2, 4)) is >= 0 and var code => ((char)code, 6),
            'x' when text.Length > 3 && Hex(text.Slice(2, 2)) is >= 0 and var code => ((char)code, 4),
            '"' or '\\' or '/' or '\'' => (text[1], 2),
            _ => (text[0], 1),
        };

    private static (char, int) Entity(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, 12)].IndexOf(';');
        if (end < 3)
        {
            return (text[0], 1);
        }

        var name = text[1..end];
        var code =
            name[0] == '#'
                ? name[1] is 'x' or 'X'
                    ? Hex(name[2..])
                    : int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                        ? number
                        : -1
                : name switch
                {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    "plus" => '+',
                    "equals" => '=',
                    "sol" => '/',
                    "colon" => ':',
                    _ => -1,
                };
        return code is >= 0 and <= char.MaxValue ? ((char)code, end + 1) : (text[0], 1);
    }

    private static int Hex(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : -1;
}
