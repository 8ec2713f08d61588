using System.Security.Cryptography;

namespace Gatehouse.Protocol.Jose;

/// <summary>RSASSA-PKCS1-v1_5 and RSASSA-PSS with a salt as long as the hash (RFC 7518 sections 3.3 and 3.5).</summary>
internal sealed class RsaVerifier : ISignatureVerifier
{
    private readonly InstancePool<RSA> _pool;
    private readonly int _modulusBytes;

    private RsaVerifier(InstancePool<RSA> pool, int modulusBytes)
    {
        _pool = pool;
        _modulusBytes = modulusBytes;
    }

    /// <summary>Makes a verifier, or null when the platform refuses the key.</summary>
    public static RsaVerifier? Create(byte[] modulus, byte[] exponent)
    {
        var parameters = new RSAParameters { Modulus = modulus, Exponent = exponent };
        var pool = new InstancePool<RSA>(() => RSA.Create(parameters));
        try
        {
            pool.Return(pool.Rent());
            return new RsaVerifier(pool, modulus.Length);
        }
        catch (CryptographicException)
        {
            pool.Dispose();
            return null;
        }
    }

    public bool Verify(JwsAlgorithm algorithm, ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != _modulusBytes)
        {
            return false;
        }

        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        hash = hash[..algorithm.HashBytes];
        CryptographicOperations.HashData(algorithm.Hash, signingInput, hash);
        var padding = algorithm.Family == JwsFamily.RsaPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var rsa = _pool.Rent();
        try
        {
            return rsa.VerifyHash(hash, signature, algorithm.Hash, padding);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            _pool.Return(rsa);
        }
    }

    public void Dispose() => _pool.Dispose();
}
