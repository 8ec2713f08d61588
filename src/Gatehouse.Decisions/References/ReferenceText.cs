namespace Gatehouse.Decisions.References;

/// <summary>
/// Writes 128 bits as <c>GH-</c> and 26 characters of Crockford's base32 in groups of five, and reads them back as people
/// type them: in any case, with or without hyphens, with O for 0 and I or L for 1.
/// </summary>
public static class ReferenceText
{
    /// <summary>The length of a reference as printed.</summary>
    public const int Length = 3 + Digits + 5;

    private const int Digits = 26;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>The text of a block.</summary>
    public static string Write(UInt128 block) =>
        string.Create(
            Length,
            block,
            static (text, block) =>
            {
                "GH-".CopyTo(text);
                var place = 3;
                for (var digit = 0; digit < Digits; digit++)
                {
                    if (digit > 0 && digit % 5 == 0)
                    {
                        text[place++] = '-';
                    }

                    text[place++] = Alphabet[(int)(uint)((block >> (5 * (Digits - 1 - digit))) & 31)];
                }
            }
        );

    /// <summary>The block of a text; false where it is no reference's.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out UInt128 block)
    {
        block = default;
        text = text.Trim();
        if (text.Length > 64 || text.Length < 2 || !text[..2].Equals("GH", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var digits = 0;
        foreach (var c in text[2..])
        {
            if (c == '-')
            {
                continue;
            }

            var value = Value(c);
            if (value < 0 || digits == Digits || (digits == 0 && value > 7))
            {
                return false;
            }

            block = (block << 5) | (uint)value;
            digits++;
        }

        return digits == Digits;
    }

    private static int Value(char c) =>
        char.ToUpperInvariant(c) switch
        {
            'O' => 0,
            'I' or 'L' => 1,
            var upper => Alphabet.IndexOf(upper, StringComparison.Ordinal),
        };
}
