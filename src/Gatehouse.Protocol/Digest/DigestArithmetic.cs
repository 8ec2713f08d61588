using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Protocol.Digest;

/// <summary>The arithmetic of Digest (RFC 7616 section 3.4): secrets, responses and their comparison.</summary>
public static class DigestArithmetic
{
    /// <summary>The quality of protection that covers the request's head.</summary>
    public const string Auth = "auth";

    /// <summary>The quality of protection that covers the body too.</summary>
    public const string AuthInt = "auth-int";

    /// <summary>How many octets a hash has.</summary>
    public static int LengthOf(DigestHash hash) =>
        hash == DigestHash.Md5 ? MD5.HashSizeInBytes : SHA256.HashSizeInBytes;

    /// <summary>
    /// What a server keeps of a password (RFC 7616 section 3.4.2, A1 without its session part): as good as the password
    /// itself in this realm, and hashed once only.
    /// </summary>
    public static byte[] Secret(DigestHash hash, string user, string realm, string password) =>
        Hash(hash, Encoding.UTF8, $"{user}:{realm}:{password}");

    /// <summary>What stands for the user's name with <c>userhash=true</c> (RFC 7616 section 3.4.4).</summary>
    public static byte[] UserHash(DigestHash hash, string user, string realm) =>
        Hash(hash, Encoding.UTF8, $"{user}:{realm}");

    /// <summary>The response that proves the secret (RFC 7616 section 3.4.1).</summary>
    /// <param name="secret">What <see cref="Secret"/> made.</param>
    /// <param name="input">The rest.</param>
    public static byte[] Response(ReadOnlySpan<byte> secret, in DigestInput input)
    {
        var hash = input.Algorithm.Hash;
        var key = Convert.ToHexStringLower(secret);
        if (input.Algorithm.Session)
        {
            key = Hex(hash, $"{key}:{input.Nonce}:{input.ClientNonce}");
        }

        var message = $"{input.Method}:{input.Uri}";
        if (AuthInt.Equals(input.Qop, StringComparison.OrdinalIgnoreCase))
        {
            message += ":" + Convert.ToHexStringLower(input.BodyHash ?? Hash(hash, input.Body.Span));
        }

        var about = Hex(hash, message);
        return Hash(
            hash,
            Encoding.Latin1,
            input.Qop is null
                ? $"{key}:{input.Nonce}:{about}"
                : $"{key}:{input.Nonce}:{input.NonceCount}:{input.ClientNonce}:{input.Qop}:{about}"
        );
    }

    /// <summary>
    /// What proves to the client that the server knows the secret too (RFC 7616 section 3.5): the response without the
    /// method. With <c>auth-int</c> the body is that of the answer.
    /// </summary>
    public static byte[] ResponseAuth(ReadOnlySpan<byte> secret, in DigestInput input) =>
        Response(secret, input with { Method = "" });

    /// <summary>The hash of a body, for <see cref="DigestInput.BodyHash"/>.</summary>
    public static byte[] BodyHash(DigestHash hash, ReadOnlySpan<byte> body) => Hash(hash, body);

    /// <summary>Whether hexadecimal digits, of either case, are those octets; takes as long wherever they differ.</summary>
    public static bool AreEqual(ReadOnlySpan<char> digits, ReadOnlySpan<byte> expected)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        return digits.Length == expected.Length * 2
            && Convert.FromHexString(digits, given, out _, out var written) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(given[..written], expected);
    }

    /// <summary>The hash of a text of one character an octet.</summary>
    internal static byte[] HashOctets(DigestHash hash, string octets) => Hash(hash, Encoding.Latin1, octets);

    private static string Hex(DigestHash hash, string text) =>
        Convert.ToHexStringLower(Hash(hash, Encoding.Latin1, text));

    private static byte[] Hash(DigestHash hash, Encoding encoding, string text) => Hash(hash, encoding.GetBytes(text));

    private static byte[] Hash(DigestHash hash, ReadOnlySpan<byte> octets) =>
        hash switch
        {
            DigestHash.Md5 => MD5.HashData(octets),
            DigestHash.Sha256 => SHA256.HashData(octets),
            _ => Sha512T256.HashData(octets),
        };
}
