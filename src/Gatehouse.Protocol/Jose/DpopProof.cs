using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Protocol.Jose;

/// <summary>
/// A proof that a request's sender holds a key (RFC 9449 section 4.2): its signature is verified with the key that it
/// brings, and what it says is compared with the request by nobody yet.
/// </summary>
public sealed class DpopProof
{
    /// <summary>The name of the field that carries it.</summary>
    public const string Field = "DPoP";

    /// <summary>The name of the field that carries a server's nonce (section 8.1).</summary>
    public const string NonceField = "DPoP-Nonce";

    /// <summary>The longest <c>jti</c> that is taken, in characters.</summary>
    public const int LongestId = 256;

    private const string Type = "dpop+jwt";

    // What a key holds that is not public (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1).
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private DpopProof(JwtClaims claims, string method, string address, string? tokenHash, string thumbprint)
    {
        Id = claims.JwtId!;
        Method = method;
        Address = address;
        IssuedAt = claims.IssuedAt!.Value;
        TokenHash = tokenHash;
        Nonce = claims.Nonce;
        Thumbprint = thumbprint;
    }

    /// <summary>The algorithms that are verified, as a challenge lists them (<c>algs</c>, section 7.1).</summary>
    public static string Algorithms { get; } =
        string.Join(
            ' ',
            JwsAlgorithm
                .All.Where(static algorithm => algorithm.Family != JwsFamily.Hmac)
                .OrderByDescending(static algorithm => algorithm.Family)
                .Select(static algorithm => algorithm.Name)
        );

    /// <summary>The <c>jti</c>: not empty, at most <see cref="LongestId"/> characters.</summary>
    public string Id { get; }

    /// <summary>The <c>htm</c>: the method.</summary>
    public string Method { get; }

    /// <summary>The <c>htu</c> as sent: the address, whose query and fragment do not count.</summary>
    public string Address { get; }

    /// <summary>The <c>iat</c> in Unix seconds.</summary>
    public long IssuedAt { get; }

    /// <summary>The <c>ath</c>: the hash of the access token, or null.</summary>
    public string? TokenHash { get; }

    /// <summary>The <c>nonce</c>, or null.</summary>
    public string? Nonce { get; }

    /// <summary>The thumbprint of its key (<c>jkt</c>, section 6.1).</summary>
    public string Thumbprint { get; }

    /// <summary>Reads a field's value and verifies the signature; never throws for it.</summary>
    /// <param name="text">The value of the one <c>DPoP</c> field.</param>
    /// <param name="proof">The proof.</param>
    /// <param name="problem">Why there is none, in words that hold nothing of it.</param>
    /// <returns>Whether it is a proof.</returns>
    public static bool TryRead(
        string text,
        [NotNullWhen(true)] out DpopProof? proof,
        [NotNullWhen(false)] out string? problem
    )
    {
        proof = null;
        problem = null;
        if (!CompactJws.TryParse(text, out var jws, out var fault))
        {
            problem = fault is JwsFault.AlgorithmRefused or JwsFault.AlgorithmMissing
                ? $"its alg is none of {Algorithms}"
                : "it is not one signed JWT";
            return false;
        }

        if (!Type.Equals(jws.Type, StringComparison.OrdinalIgnoreCase))
        {
            problem = "its typ is not dpop+jwt";
            return false;
        }

        if (!TryReadKey(jws, out var key, out problem))
        {
            return false;
        }

        using (key)
        {
            if (!key.Verify(jws))
            {
                problem = "its signature does not fit the key in it";
                return false;
            }

            return TryReadClaims(jws, key.Thumbprint!, out proof, out problem);
        }
    }

    private static bool TryReadKey(
        CompactJws jws,
        [NotNullWhen(true)] out VerificationKey? key,
        [NotNullWhen(false)] out string? problem
    )
    {
        key = null;
        problem = null;
        if (
            !StrictJson.TryParseObject(jws.Header.Span, out var header, out _)
            || !header.TryGetProperty("jwk", out var jwk)
            || jwk.ValueKind != JsonValueKind.Object
        )
        {
            problem = "it brings no jwk";
        }
        else if (PrivateMembers.Any(member => jwk.TryGetProperty(member, out _)))
        {
            problem = "its jwk holds a private key or a secret";
        }
        else if (!VerificationKey.TryFromJwk(jwk, out key, out var reason))
        {
            problem = $"its jwk cannot be used: {reason}";
        }

        return key is not null;
    }

    private static bool TryReadClaims(
        CompactJws jws,
        string thumbprint,
        [NotNullWhen(true)] out DpopProof? proof,
        [NotNullWhen(false)] out string? problem
    )
    {
        proof = null;
        problem = "a claim of it is missing or has another type than it must";
        if (
            !JwtClaims.TryParse(jws.Payload, out var claims, out _)
            || claims.IssuedAt is null
            || claims.JwtId is not { Length: > 0 and <= LongestId }
            || !StrictJson.TryParseObject(jws.Payload.Span, out var payload, out _)
            || Text(payload, "htm") is not { } method
            || Text(payload, "htu") is not { } address
            || (payload.TryGetProperty("ath", out _) && Text(payload, "ath") is null)
        )
        {
            return false;
        }

        problem = null;
        proof = new DpopProof(claims, method, address, Text(payload, "ath"), thumbprint);
        return true;
    }

    private static string? Text(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
