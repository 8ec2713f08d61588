using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Decisions.Keys;

/// <summary>
/// The text of an API key: <c>gth_</c>, 256 random bits in base64url, and a checksum, so that scanners find leaked keys
/// and a mistyped one is told from an unknown one without asking the store.
/// </summary>
public static class ApiKey
{
    /// <summary>What every key starts with.</summary>
    public const string Prefix = "gth_";

    /// <summary>The length of every key, in characters.</summary>
    public const int Length = 4 + SecretLength + ChecksumLength;

    private const int SecretLength = 43;
    private const int ChecksumLength = 6;

    /// <summary>A new key's text.</summary>
    public static string Create()
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return Prefix + secret + Checksum(secret);
    }

    /// <summary>A new key's public id: <c>k_</c> and 80 random bits.</summary>
    public static string CreateId() => "k_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>Whether a text is a whole key: prefix, length and checksum.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) =>
        text.Length == Length
        && text.StartsWith(Prefix)
        && text[(Prefix.Length + SecretLength)..].SequenceEqual(Checksum(text.Slice(Prefix.Length, SecretLength)));

    /// <summary>What the store keeps of a key.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string Checksum(ReadOnlySpan<char> secret)
    {
        Span<byte> octets = stackalloc byte[SecretLength * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(octets[..Encoding.UTF8.GetBytes(secret, octets)], hash);
        return Base64Url.EncodeToString(hash)[..ChecksumLength];
    }
}
