using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>Signatures that authorities make besides those on certificates (RFC 5280 section 4.1.1.2, RFC 4055, RFC 5758).</summary>
internal static class CertificateSignature
{
    /// <summary>Whether a certificate's key has signed something; false for every algorithm that is not strong and known.</summary>
    public static bool Verify(X509Certificate2 signer, string algorithm, byte[] signed, byte[] signature)
    {
        try
        {
            return algorithm switch
            {
                "1.2.840.113549.1.1.11" => Rsa(HashAlgorithmName.SHA256),
                "1.2.840.113549.1.1.12" => Rsa(HashAlgorithmName.SHA384),
                "1.2.840.113549.1.1.13" => Rsa(HashAlgorithmName.SHA512),
                "1.2.840.10045.4.3.2" => Ecdsa(HashAlgorithmName.SHA256),
                "1.2.840.10045.4.3.3" => Ecdsa(HashAlgorithmName.SHA384),
                "1.2.840.10045.4.3.4" => Ecdsa(HashAlgorithmName.SHA512),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }

        bool Rsa(HashAlgorithmName hash)
        {
            using var key = signer.GetRSAPublicKey();
            return key?.VerifyData(signed, signature, hash, RSASignaturePadding.Pkcs1) == true;
        }

        bool Ecdsa(HashAlgorithmName hash)
        {
            using var key = signer.GetECDsaPublicKey();
            return key?.VerifyData(signed, signature, hash, DSASignatureFormat.Rfc3279DerSequence) == true;
        }
    }
}
