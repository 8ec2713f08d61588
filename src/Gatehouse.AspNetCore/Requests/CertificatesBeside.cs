using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.AspNetCore.Requests;

/// <summary>What a client sent along with its certificate in the handshake: a feature of the connection.</summary>
/// <param name="Certificates">The certificates, unchecked.</param>
public sealed record CertificatesBeside(IReadOnlyList<X509Certificate2> Certificates);
