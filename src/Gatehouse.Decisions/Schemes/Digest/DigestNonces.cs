using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Keyring;

namespace Gatehouse.Decisions.Schemes.Digest;

/// <summary>
/// Nonces that prove themselves (RFC 7616 section 3.3): instant, origin, a random number, and a MAC over these and the
/// realm under a key that every node of the site has. Nothing is kept until one has been answered rightly. Made with the
/// newest cookie key, read with any.
/// </summary>
public sealed class DigestNonces
{
    private const int OriginAt = sizeof(long);
    private const int RandomAt = OriginAt + sizeof(long);
    private const int ContentLength = RandomAt + sizeof(long);
    private const int MacLength = 16;
    private const int Length = ContentLength + MacLength;

    private readonly string _purpose;
    private volatile byte[][] _keys = [];

    /// <summary>With the site's cookie keys, the one in use first.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="purpose">What the nonces are for: none of one purpose is one of another.</param>
    public DigestNonces(IEnumerable<SiteKey> keys, string purpose = "gatehouse digest nonce")
    {
        _purpose = purpose;
        Use(keys);
    }

    /// <summary>Goes on with other keys: after the site's were rotated.</summary>
    public void Use(IEnumerable<SiteKey> keys) => _keys = [.. keys.Select(key => key.Derive(_purpose))];

    /// <summary>A new nonce for a realm.</summary>
    public string Create(string realm, long origin, DateTimeOffset now)
    {
        Span<byte> nonce = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(nonce, now.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(nonce[OriginAt..], origin);
        RandomNumberGenerator.Fill(nonce[RandomAt..ContentLength]);
        Sign(_keys[0], nonce[..ContentLength], realm, nonce[ContentLength..]);
        return Base64Url.EncodeToString(nonce);
    }

    /// <summary>Reads a nonce; false for every one that this site did not issue for this realm.</summary>
    public bool TryRead(ReadOnlySpan<char> text, string realm, out DigestNonce nonce)
    {
        nonce = default;
        Span<byte> octets = stackalloc byte[Length];
        if (
            text.Length != Base64Url.GetEncodedLength(Length)
            || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, octets, out var written)
            || written != Length
        )
        {
            return false;
        }

        var matches = false;
        Span<byte> expected = stackalloc byte[MacLength];
        foreach (var key in _keys)
        {
            Sign(key, octets[..ContentLength], realm, expected);
            matches |= CryptographicOperations.FixedTimeEquals(octets[ContentLength..], expected);
        }

        if (!matches)
        {
            return false;
        }

        var instant = BinaryPrimitives.ReadInt64BigEndian(octets);
        nonce = new DigestNonce(
            new UInt128((ulong)instant, BinaryPrimitives.ReadUInt64BigEndian(octets[RandomAt..])),
            DateTimeOffset.FromUnixTimeMilliseconds(instant),
            BinaryPrimitives.ReadInt64BigEndian(octets[OriginAt..])
        );
        return true;
    }

    private static void Sign(byte[] key, ReadOnlySpan<byte> content, string realm, Span<byte> mac)
    {
        var octets = new byte[ContentLength + Encoding.UTF8.GetByteCount(realm)];
        content.CopyTo(octets);
        Encoding.UTF8.GetBytes(realm, octets.AsSpan(ContentLength));
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, octets, whole);
        whole[..MacLength].CopyTo(mac);
    }
}
