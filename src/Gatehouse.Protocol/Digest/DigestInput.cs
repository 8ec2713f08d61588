namespace Gatehouse.Protocol.Digest;

/// <summary>
/// What a response is computed from besides the secret (RFC 7616 section 3.4.1). Texts are as on the wire without quotes
/// and escapes, one character an octet (Latin-1).
/// </summary>
public readonly record struct DigestInput
{
    /// <summary>The hash, and whether it makes a session key.</summary>
    public required DigestAlgorithm Algorithm { get; init; }

    /// <summary>The server's nonce.</summary>
    public required string Nonce { get; init; }

    /// <summary>The quality of protection, or null for a client of RFC 2069, which knew none.</summary>
    public string? Qop { get; init; }

    /// <summary>The client's nonce; needed with a qop and with a session key.</summary>
    public string? ClientNonce { get; init; }

    /// <summary>The nonce count, eight hexadecimal digits; needed with a qop.</summary>
    public string? NonceCount { get; init; }

    /// <summary>The request's method; empty for <c>rspauth</c> (RFC 7616 section 3.5).</summary>
    public required string Method { get; init; }

    /// <summary>The <c>uri</c> parameter.</summary>
    public required string Uri { get; init; }

    /// <summary>The body's octets, which the response covers with <c>auth-int</c> alone.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's hash by the algorithm, in place of <see cref="Body"/> where it is known already; null otherwise.</summary>
    public byte[]? BodyHash { get; init; }
}
