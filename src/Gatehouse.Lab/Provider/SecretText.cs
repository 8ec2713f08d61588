using System.Buffers.Text;
using System.Security.Cryptography;

namespace Gatehouse.Lab.Provider;

/// <summary>Texts that nobody guesses.</summary>
internal static class SecretText
{
    // Without vowels and look-alikes, as RFC 8628 section 6.1 advises.
    private const string TypedAlphabet = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>Of 256 bits, with a prefix that says what it is.</summary>
    public static string Create(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>One that a person types: <c>BCDF-GHJK</c>.</summary>
    public static string CreateTyped() =>
        $"{RandomNumberGenerator.GetString(TypedAlphabet, 4)}-{RandomNumberGenerator.GetString(TypedAlphabet, 4)}";
}
