using System.Security.Cryptography;

namespace Gatehouse.Protocol.Jose;

/// <summary>HMAC with SHA-2 (RFC 7518 section 3.2), compared in constant time.</summary>
internal sealed class HmacVerifier : ISignatureVerifier
{
    private readonly byte[] _secret;

    public HmacVerifier(ReadOnlySpan<byte> secret) => _secret = secret.ToArray();

    public bool Verify(JwsAlgorithm algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[SHA512.HashSizeInBytes];
        expected = expected[..algorithm.HashBytes];
        CryptographicOperations.HmacData(algorithm.Hash, _secret, signingInput, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }

    public void Dispose()
    {
        // The secret stays: a verification that is under way still has to end right.
    }
}
