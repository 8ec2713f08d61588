using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Decisions.Secrets;

/// <summary>
/// The text of a secret of ours: a prefix that tells its kind, 256 random bits in base64url, and a checksum, so that
/// scanners find leaked ones and a mistyped one is told from an unknown one without asking the store.
/// </summary>
public static class SecretText
{
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;

    /// <summary>How many characters follow the prefix.</summary>
    public const int LengthBehindPrefix = SecretLength + ChecksumLength;

    /// <summary>A new secret of this kind.</summary>
    public static string Create(string prefix)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return prefix + secret + Checksum(secret);
    }

    /// <summary>Whether a text is a whole secret of this kind: prefix, length and checksum.</summary>
    public static bool IsWellFormed(string prefix, ReadOnlySpan<char> text) =>
        text.Length == prefix.Length + LengthBehindPrefix
        && text.StartsWith(prefix)
        && text[(prefix.Length + SecretLength)..].SequenceEqual(Checksum(text.Slice(prefix.Length, SecretLength)));

    /// <summary>
    /// Whether a text is a whole secret of any kind, whatever its prefix: one of ours, which belongs to nobody else. A text of
    /// another's is taken for one about once in 10^10.
    /// </summary>
    public static bool IsOfAnyKind(ReadOnlySpan<char> text) =>
        text.Length > LengthBehindPrefix && IsWellFormed(text[..^LengthBehindPrefix].ToString(), text);

    /// <summary>What a store keeps of a secret: SHA-256, enough for 256 random bits.</summary>
    public static byte[] Hash(ReadOnlySpan<char> text)
    {
        var octets = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, octets);
        return SHA256.HashData(octets);
    }

    private static string Checksum(ReadOnlySpan<char> secret)
    {
        Span<byte> octets = stackalloc byte[SecretLength * 3];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(octets[..Encoding.UTF8.GetBytes(secret, octets)], hash);
        return Base64Url.EncodeToString(hash)[..ChecksumLength];
    }
}
