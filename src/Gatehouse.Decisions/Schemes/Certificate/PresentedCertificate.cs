using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>A client's certificate, judged by nobody yet.</summary>
/// <param name="Certificate">The certificate; whoever showed it holds its key.</param>
/// <param name="Beside">What was sent along: certificates of issuers, as a help to find the way to an authority.</param>
public sealed record PresentedCertificate(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Beside);
