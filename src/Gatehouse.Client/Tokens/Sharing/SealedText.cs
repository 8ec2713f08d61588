using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Client.Tokens.Sharing;

/// <summary>Seals what is given to a cache: AES-GCM, bound to the name under which it is kept.</summary>
internal sealed class SealedText
{
    private const byte Version = 1;

    private static readonly int _nonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int _tagLength = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[] _key;
    private readonly byte[] _name;

    /// <summary>A seal.</summary>
    /// <param name="key">16, 24 or 32 bytes.</param>
    /// <param name="name">The name that the values are kept under.</param>
    /// <exception cref="ArgumentException">The key has another length.</exception>
    public SealedText(ReadOnlySpan<byte> key, string name)
    {
        CheckKey(key);
        _key = key.ToArray();
        _name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>Demands a key of a length that there is.</summary>
    /// <exception cref="ArgumentException">There is none of this length.</exception>
    public static void CheckKey(ReadOnlySpan<byte> key)
    {
        if (key.Length is not (16 or 24 or 32))
        {
            throw new ArgumentException("A key for AES-GCM has 16, 24 or 32 bytes.", nameof(key));
        }
    }

    /// <summary>Seals a text.</summary>
    public byte[] Seal(ReadOnlySpan<byte> text)
    {
        var value = new byte[1 + _nonceLength + _tagLength + text.Length];
        value[0] = Version;
        var nonce = value.AsSpan(1, _nonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, _tagLength);
        aes.Encrypt(
            nonce,
            text,
            value.AsSpan(1 + _nonceLength + _tagLength),
            value.AsSpan(1 + _nonceLength, _tagLength),
            _name
        );
        return value;
    }

    /// <summary>Opens a value; null where it was not sealed by this key under this name.</summary>
    public byte[]? Open(ReadOnlySpan<byte> value)
    {
        var start = 1 + _nonceLength + _tagLength;
        if (value.Length < start || value[0] != Version)
        {
            return null;
        }

        var text = new byte[value.Length - start];
        using var aes = new AesGcm(_key, _tagLength);
        try
        {
            aes.Decrypt(
                value.Slice(1, _nonceLength),
                value[start..],
                value.Slice(1 + _nonceLength, _tagLength),
                text,
                _name
            );
            return text;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
