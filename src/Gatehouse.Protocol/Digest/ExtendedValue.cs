using System.Text;

namespace Gatehouse.Protocol.Digest;

/// <summary>A value with its encoding (RFC 8187 section 3.2.1), as <c>username*</c> has it.</summary>
internal static class ExtendedValue
{
    private const string OtherCharacters = "!#$&+-.^_`|~";

    /// <summary>The text of <c>UTF-8'language'percent-encoded</c>; false for any other encoding and for broken ones.</summary>
    public static bool TryDecode(string value, out string text)
    {
        text = "";
        var afterCharset = value.IndexOf('\'', StringComparison.Ordinal);
        var afterLanguage = afterCharset < 0 ? -1 : value.IndexOf('\'', afterCharset + 1);
        if (afterLanguage < 0 || !value.AsSpan(0, afterCharset).Equals("UTF-8", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var octets = new List<byte>(value.Length);
        for (var i = afterLanguage + 1; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && IsHex(value[i + 1]) && IsHex(value[i + 2]))
            {
                octets.Add(Convert.FromHexString(value.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else if (
                char.IsAsciiLetterOrDigit(value[i]) || OtherCharacters.Contains(value[i], StringComparison.Ordinal)
            )
            {
                octets.Add((byte)value[i]);
            }
            else
            {
                return false;
            }
        }

        return TryDecodeUtf8([.. octets], out text);
    }

    /// <summary>The text that octets spell in UTF-8; false where they are none.</summary>
    public static bool TryDecodeUtf8(ReadOnlySpan<byte> octets, out string text)
    {
        var valid = System.Text.Unicode.Utf8.IsValid(octets);
        text = valid ? Encoding.UTF8.GetString(octets) : "";
        return valid;
    }

    private static bool IsHex(char character) => char.IsAsciiHexDigit(character);
}
