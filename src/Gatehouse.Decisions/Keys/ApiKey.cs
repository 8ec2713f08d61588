using System.Security.Cryptography;
using Gatehouse.Decisions.Secrets;

namespace Gatehouse.Decisions.Keys;

/// <summary>The text of an API key: <c>gth_</c> and what <see cref="SecretText"/> says.</summary>
public static class ApiKey
{
    /// <summary>What every key starts with.</summary>
    public const string Prefix = "gth_";

    /// <summary>The length of every key, in characters.</summary>
    public const int Length = 4 + SecretText.LengthBehindPrefix;

    /// <summary>A new key's text.</summary>
    public static string Create() => SecretText.Create(Prefix);

    /// <summary>A new key's public id: <c>k_</c> and 80 random bits.</summary>
    public static string CreateId() => "k_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>Whether a text has the form of a public id.</summary>
    public static bool IsId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 22
            && text.StartsWith("k_", StringComparison.Ordinal)
            && text.Skip(2).All(char.IsAsciiHexDigitLower);
    }

    /// <summary>Whether a text is a whole key: prefix, length and checksum.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => SecretText.IsWellFormed(Prefix, text);

    /// <summary>What the store keeps of a key.</summary>
    public static byte[] Hash(string text) => SecretText.Hash(text);
}
