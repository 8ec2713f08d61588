using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;

namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>What operators are told of a certificate, so that they find it among theirs.</summary>
internal static class CertificateEvidence
{
    private const int Longest = 256;

    public static IReadOnlyList<Evidence> Of(X509Certificate2 certificate) =>
        [
            Evidence.ForOperator("subject", SafeText.Escape(certificate.Subject, Longest)),
            Evidence.ForOperator("issuer", SafeText.Escape(certificate.Issuer, Longest)),
            Evidence.ForOperator("serial", certificate.SerialNumber),
            Evidence.ForOperator("thumbprint", certificate.GetCertHashString(HashAlgorithmName.SHA256)),
        ];
}
