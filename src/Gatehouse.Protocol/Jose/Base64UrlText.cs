using System.Buffers;
using System.Buffers.Text;

namespace Gatehouse.Protocol.Jose;

/// <summary>
/// Base64url as RFC 7515 section 2 has it: that alphabet alone, no padding, no white space, unused bits zero.
/// Each byte string has exactly one spelling, so no second text can pass for a token already judged.
/// </summary>
internal static class Base64UrlText
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly SearchValues<char> _alphabet = SearchValues.Create(Alphabet);

    public static bool IsCanonical(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(_alphabet))
        {
            return false;
        }

        return (text.Length % 4) switch
        {
            0 => true,
            2 => (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & 0b1111) == 0,
            3 => (Alphabet.IndexOf(text[^1], StringComparison.Ordinal) & 0b11) == 0,
            _ => false,
        };
    }

    /// <summary>The length in bytes of what a canonical text holds.</summary>
    public static int DecodedLength(int length) => (length / 4 * 3) + Math.Max(0, (length % 4) - 1);

    /// <summary>Decodes a canonical text into a buffer of exactly its decoded length.</summary>
    public static void DecodeCanonical(ReadOnlySpan<char> text, Span<byte> destination) =>
        Base64Url.DecodeFromChars(text, destination);

    /// <summary>Decodes a text, or gives null when it is not canonical.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (!IsCanonical(text))
        {
            return null;
        }

        var bytes = new byte[DecodedLength(text.Length)];
        DecodeCanonical(text, bytes);
        return bytes;
    }
}
