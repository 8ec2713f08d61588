using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Gatehouse.Protocol.Jose;

/// <summary>
/// A key that verifies signatures and the algorithms it may verify, which its publisher has chosen and no token can.
/// Safe to use from many threads: RSA and ECDSA handles are lent to one thread at a time from a small lock-free pool.
/// After disposal it still verifies rightly, at the price of a new handle each time.
/// </summary>
public sealed class VerificationKey : IDisposable
{
    private const int MinModulusBits = 2048;
    private const int MaxModulusBits = 8192;

    private readonly ISignatureVerifier _verifier;
    private readonly ImmutableArray<JwsAlgorithm> _algorithms;

    private VerificationKey(
        ISignatureVerifier verifier,
        ImmutableArray<JwsAlgorithm> algorithms,
        string keyType,
        string? keyId,
        string? thumbprint
    )
    {
        _verifier = verifier;
        _algorithms = algorithms;
        KeyType = keyType;
        KeyId = keyId;
        Thumbprint = thumbprint;
        Algorithms = [.. algorithms.Select(static algorithm => algorithm.Name)];
    }

    /// <summary>The <c>kid</c> under which tokens name this key, or null.</summary>
    public string? KeyId { get; }

    /// <summary>The <c>kty</c>: <c>RSA</c>, <c>EC</c> or <c>oct</c>.</summary>
    public string KeyType { get; }

    /// <summary>The SHA-256 thumbprint (RFC 7638) in base64url; null for a secret.</summary>
    public string? Thumbprint { get; }

    /// <summary>The algorithms it may verify: the JWK's <c>alg</c>, else all of an RSA key's, else the curve's one.</summary>
    public IReadOnlyList<string> Algorithms { get; }

    /// <summary>
    /// Reads a public key (RFC 7517). Refused are: other uses than signatures, an <c>alg</c> that does not fit the key,
    /// secrets (<c>oct</c>), RSA moduli under 2048 or over 8192 bits, weak ones, even exponents or such as exceed 32 bits,
    /// points that are not on their curve, repeated members. Private members are not read.
    /// </summary>
    /// <param name="jwk">The JWK.</param>
    /// <param name="key">The key.</param>
    /// <param name="reason">Why there is none, for operators; holds nothing of the key.</param>
    /// <returns>Whether the key may be used.</returns>
    public static bool TryFromJwk(
        JsonElement jwk,
        [NotNullWhen(true)] out VerificationKey? key,
        [NotNullWhen(false)] out string? reason
    )
    {
        key = null;
        var members = JsonWebKey.Read(jwk, out reason);
        if (members is null)
        {
            reason ??= "not a JWK";
            return false;
        }

        reason = members.PurposeFault();
        if (reason is null)
        {
            key = members["kty"] switch
            {
                "RSA" => FromRsa(members, out reason),
                "EC" => FromEc(members, out reason),
                "oct" => Refuse("a secret is configured, never published", out reason),
                null => Refuse("kty is missing", out reason),
                _ => Refuse("its kty is not one that is verified here", out reason),
            };
        }

        reason = key is null ? reason ?? "not a JWK" : null;
        return key is not null;
    }

    /// <summary>Makes a key of a configured secret.</summary>
    /// <param name="secret">The secret, at least as long as the hash (RFC 7518 section 3.2); copied.</param>
    /// <param name="algorithm"><c>HS256</c>, <c>HS384</c> or <c>HS512</c>.</param>
    /// <param name="keyId">The <c>kid</c> that tokens name it by, or null.</param>
    /// <returns>The key.</returns>
    /// <exception cref="ArgumentException">The secret is too short, or the algorithm not an HMAC.</exception>
    public static VerificationKey FromSecret(ReadOnlySpan<byte> secret, string algorithm, string? keyId)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        if (JwsAlgorithm.Find(algorithm) is not { Family: JwsFamily.Hmac } found)
        {
            throw new ArgumentException("A secret goes with HS256, HS384 or HS512.", nameof(algorithm));
        }

        if (secret.Length < found.HashBytes)
        {
            throw new ArgumentException(
                $"A secret for {found.Name} has at least {found.HashBytes} bytes; this one has {secret.Length}.",
                nameof(secret)
            );
        }

        return new VerificationKey(new HmacVerifier(secret), [found], "oct", keyId, thumbprint: null);
    }

    /// <summary>Verifies a token's signature. Says nothing about its claims.</summary>
    /// <param name="jws">The parsed token.</param>
    /// <returns>True only if this key may verify the token's algorithm and the signature is right.</returns>
    public bool Verify(CompactJws jws)
    {
        ArgumentNullException.ThrowIfNull(jws);
        return Allows(jws) && _verifier.Verify(jws.Parameters, jws.SigningInput, jws.Signature);
    }

    /// <summary>Frees the native handles that lie idle.</summary>
    public void Dispose() => _verifier.Dispose();

    internal bool Allows(CompactJws jws)
    {
        foreach (var algorithm in _algorithms)
        {
            if (ReferenceEquals(algorithm, jws.Parameters))
            {
                return true;
            }
        }

        return false;
    }

    internal static VerificationKey FromP256(byte[] x, byte[] y, string keyId) =>
        new(EcdsaVerifier.Create(EllipticCurve.P256, x, y)!, [EllipticCurve.P256.Algorithm], "EC", keyId, keyId);

    private static VerificationKey? FromRsa(JsonWebKey members, out string? reason)
    {
        var pinned = Pin(members, JwsAlgorithm.Rsa, out reason);
        if (pinned is not { } algorithms)
        {
            return null;
        }

        if (members.Bytes("n") is not { } n || members.Bytes("e") is not { } e)
        {
            return Refuse("n or e is missing or not base64url", out reason);
        }

        var modulus = n.AsSpan().TrimStart((byte)0).ToArray();
        var exponent = e.AsSpan().TrimStart((byte)0).ToArray();
        reason = ModulusFault(modulus) ?? ExponentFault(exponent);
        if (reason is not null)
        {
            return null;
        }

        return RsaVerifier.Create(modulus, exponent) is { } verifier
            ? new VerificationKey(verifier, algorithms, "RSA", members["kid"], KeyThumbprint.Rsa(modulus, exponent))
            : Refuse("the RSA key cannot be used", out reason);
    }

    private static VerificationKey? FromEc(JsonWebKey members, out string? reason)
    {
        if (EllipticCurve.Find(members["crv"]) is not { } curve)
        {
            return Refuse("its crv is not P-256, P-384 or P-521", out reason);
        }

        var pinned = Pin(members, [curve.Algorithm], out reason);
        if (pinned is not { } algorithms)
        {
            return null;
        }

        if (
            members.Bytes("x") is not { } x
            || members.Bytes("y") is not { } y
            || x.Length != curve.FieldBytes
            || y.Length != curve.FieldBytes
        )
        {
            return Refuse($"x or y is not base64url of {curve.FieldBytes} bytes", out reason);
        }

        return EcdsaVerifier.Create(curve, x, y) is { } verifier
            ? new VerificationKey(verifier, algorithms, "EC", members["kid"], KeyThumbprint.Ec(curve.Name, x, y))
            : Refuse("the point is not on the curve", out reason);
    }

    private static ImmutableArray<JwsAlgorithm>? Pin(
        JsonWebKey members,
        ImmutableArray<JwsAlgorithm> ofKey,
        out string? reason
    )
    {
        reason = null;
        if (members["alg"] is not { } name)
        {
            return ofKey;
        }

        var pinned = ofKey
            .Where(algorithm => string.Equals(algorithm.Name, name, StringComparison.Ordinal))
            .ToImmutableArray();
        if (pinned.Length == 1)
        {
            return pinned;
        }

        reason = "its alg does not fit its kty, or is not one that is verified here";
        return null;
    }

    private static string? ModulusFault(byte[] modulus)
    {
        var bits = modulus.Length == 0 ? 0 : (modulus.Length * 8) - byte.LeadingZeroCount(modulus[0]);
        if (bits is < MinModulusBits or > MaxModulusBits)
        {
            return $"its RSA modulus has {bits} bits, not {MinModulusBits} to {MaxModulusBits}";
        }

        if ((modulus[^1] & 1) == 0)
        {
            return "its RSA modulus is even";
        }

        return RocaFingerprint.Matches(modulus) ? "its RSA modulus is weak (CVE-2017-15361)" : null;
    }

    private static string? ExponentFault(byte[] exponent) =>
        exponent.Length is 0 or > 4 || (exponent[^1] & 1) == 0 || exponent is [1]
            ? "its RSA exponent is not an odd number from 3 to 4294967295"
            : null;

    private static VerificationKey? Refuse(string why, out string? reason)
    {
        reason = why;
        return null;
    }
}
