using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Keyring;

namespace Gatehouse.Decisions.Secrets;

/// <summary>
/// Seals what leaves the server and comes back, or lies in the store: AES-256-GCM, so that nobody without the site's key
/// can read it, change it, or use it for another purpose. Sealed with the newest cookie key, opened with any.
/// </summary>
public sealed class Seal
{
    private const int IdLength = sizeof(long);
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Overhead = IdLength + NonceLength + TagLength;

    private volatile (long Id, byte[] Key)[] _keys = [];

    /// <summary>With the site's cookie keys, the one in use first.</summary>
    public Seal(IEnumerable<SiteKey> keys) => Use(keys);

    /// <summary>Goes on with other keys: after the site's were rotated.</summary>
    public void Use(IEnumerable<SiteKey> keys) =>
        _keys = [.. keys.Select(key => (key.Id, key.Derive("gatehouse seal")))];

    /// <summary>Seals octets for a purpose; what is opened for another purpose does not open.</summary>
    public byte[] Close(string purpose, ReadOnlySpan<byte> content)
    {
        var (id, key) = _keys[0];
        var closed = new byte[Overhead + content.Length];
        BinaryPrimitives.WriteInt64BigEndian(closed, id);
        var nonce = closed.AsSpan(IdLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            nonce,
            content,
            closed.AsSpan(Overhead),
            closed.AsSpan(IdLength + NonceLength, TagLength),
            Encoding.UTF8.GetBytes(purpose)
        );
        return closed;
    }

    /// <summary>Opens what was sealed for this purpose; null for anything else.</summary>
    public byte[]? Open(string purpose, ReadOnlySpan<byte> closed)
    {
        if (closed.Length < Overhead)
        {
            return null;
        }

        var id = BinaryPrimitives.ReadInt64BigEndian(closed);
        foreach (var (known, key) in _keys)
        {
            if (known != id)
            {
                continue;
            }

            var content = new byte[closed.Length - Overhead];
            using var cipher = new AesGcm(key, TagLength);
            try
            {
                cipher.Decrypt(
                    closed.Slice(IdLength, NonceLength),
                    closed[Overhead..],
                    closed.Slice(IdLength + NonceLength, TagLength),
                    content,
                    Encoding.UTF8.GetBytes(purpose)
                );
                return content;
            }
            catch (AuthenticationTagMismatchException)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Seals a text into a text that may stand in an address, a form or a cookie.</summary>
    public string CloseText(string purpose, string content) =>
        Base64Url.EncodeToString(Close(purpose, Encoding.UTF8.GetBytes(content)));

    /// <summary>Opens a text that was sealed for this purpose; null for anything else.</summary>
    public string? OpenText(string purpose, ReadOnlySpan<char> closed)
    {
        if (!Base64Url.IsValid(closed))
        {
            return null;
        }

        return Open(purpose, Base64Url.DecodeFromChars(closed)) is { } content
            ? Encoding.UTF8.GetString(content)
            : null;
    }
}
