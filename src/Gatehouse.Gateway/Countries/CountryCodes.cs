namespace Gatehouse.Gateway.Countries;

/// <summary>The texts of all two-letter codes, each once: to name a country allocates nothing.</summary>
internal static class CountryCodes
{
    private const int Letters = 26;

    private static readonly string[] Texts =
    [
        .. Enumerable
            .Range(0, Letters * Letters)
            .Select(number => string.Concat((char)('A' + (number / Letters)), (char)('A' + (number % Letters)))),
    ];

    /// <summary>The code that two letters of either case name, or null.</summary>
    public static string? Find(char first, char second) =>
        char.IsAsciiLetter(first) && char.IsAsciiLetter(second)
            ? Texts[(((first & ~0x20) - 'A') * Letters) + ((second & ~0x20) - 'A')]
            : null;

    /// <summary>The code that a text is, or null.</summary>
    public static string? Find(ReadOnlySpan<char> text) => text.Length == 2 ? Find(text[0], text[1]) : null;

    /// <summary>The code that UTF-8 octets are, or null.</summary>
    public static string? Find(ReadOnlySpan<byte> text) => text.Length == 2 ? Find((char)text[0], (char)text[1]) : null;
}
