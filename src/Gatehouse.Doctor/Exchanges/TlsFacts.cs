namespace Gatehouse.Doctor.Exchanges;

/// <summary>What TLS showed.</summary>
/// <param name="Subject">The certificate's subject.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="NotBefore">From when it is valid.</param>
/// <param name="NotAfter">Until when it is valid.</param>
/// <param name="Names">The host names it is for.</param>
/// <param name="Problems">What is wrong with it, in the system's words; empty where nothing is.</param>
/// <param name="ClientCertificateAsked">Whether the server asked for a client certificate.</param>
public sealed record TlsFacts(
    string Subject,
    string Issuer,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Problems,
    bool ClientCertificateAsked
);
