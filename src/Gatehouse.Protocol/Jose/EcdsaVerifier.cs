using System.Security.Cryptography;

namespace Gatehouse.Protocol.Jose;

/// <summary>ECDSA with a signature of exactly two field elements, R and S (RFC 7518 section 3.4).</summary>
internal sealed class EcdsaVerifier : ISignatureVerifier
{
    private readonly InstancePool<ECDsa> _pool;
    private readonly int _signatureBytes;

    private EcdsaVerifier(InstancePool<ECDsa> pool, int signatureBytes)
    {
        _pool = pool;
        _signatureBytes = signatureBytes;
    }

    /// <summary>Makes a verifier, or null when the point is not on the curve: the platform checks it on import.</summary>
    public static EcdsaVerifier? Create(EllipticCurve curve, byte[] x, byte[] y)
    {
        var parameters = new ECParameters
        {
            Curve = curve.Curve,
            Q = new ECPoint { X = x, Y = y },
        };
        var pool = new InstancePool<ECDsa>(() => ECDsa.Create(parameters));
        try
        {
            pool.Return(pool.Rent());
            return new EcdsaVerifier(pool, 2 * curve.FieldBytes);
        }
        catch (CryptographicException)
        {
            pool.Dispose();
            return null;
        }
    }

    public bool Verify(JwsAlgorithm algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != _signatureBytes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        hash = hash[..algorithm.HashBytes];
        CryptographicOperations.HashData(algorithm.Hash, signingInput, hash);
        var ecdsa = _pool.Rent();
        try
        {
            return ecdsa.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            _pool.Return(ecdsa);
        }
    }

    public void Dispose() => _pool.Dispose();
}
