using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Keyring;

namespace Gatehouse.Decisions.CrossSite;

/// <summary>
/// Tokens that show that a form was sent from a page of this site: bound to a session or to a browser's cookie, and
/// different on each page, so that a compressed page does not give them away. Made with the newest cookie key, read with
/// any.
/// </summary>
public sealed class FormTokens
{
    /// <summary>The field of a form that carries the token.</summary>
    public const string FieldName = "csrf_token";

    /// <summary>The header field that may carry it in place of the form.</summary>
    public const string HeaderName = "X-CSRF-Token";

    private const int SaltLength = 16;
    private const int Length = SaltLength + HMACSHA256.HashSizeInBytes;

    private volatile byte[][] _keys = [];

    /// <summary>With the site's cookie keys, the one in use first.</summary>
    public FormTokens(IEnumerable<SiteKey> keys) => Use(keys);

    /// <summary>Goes on with other keys: after the site's were rotated.</summary>
    public void Use(IEnumerable<SiteKey> keys) => _keys = [.. keys.Select(key => key.Derive("gatehouse form token"))];

    /// <summary>A new token for whatever this names: a session's id, a cookie's value.</summary>
    public string Create(string bound)
    {
        Span<byte> token = stackalloc byte[Length];
        RandomNumberGenerator.Fill(token[..SaltLength]);
        Sign(_keys[0], token[..SaltLength], bound, token[SaltLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Whether a token was made for this; takes as long for every wrong one.</summary>
    public bool Match(ReadOnlySpan<char> token, string bound)
    {
        Span<byte> given = stackalloc byte[Length];
        if (
            token.Length != Base64Url.GetEncodedLength(Length)
            || !Base64Url.IsValid(token)
            || !Base64Url.TryDecodeFromChars(token, given, out var written)
            || written != Length
        )
        {
            return false;
        }

        var matches = false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in _keys)
        {
            Sign(key, given[..SaltLength], bound, expected);
            matches |= CryptographicOperations.FixedTimeEquals(given[SaltLength..], expected);
        }

        return matches;
    }

    private static void Sign(byte[] key, ReadOnlySpan<byte> salt, string bound, Span<byte> signature)
    {
        var octets = new byte[SaltLength + Encoding.UTF8.GetByteCount(bound)];
        salt.CopyTo(octets);
        Encoding.UTF8.GetBytes(bound, octets.AsSpan(SaltLength));
        HMACSHA256.HashData(key, octets, signature);
    }
}
