using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Sending;

/// <summary>Watches one connection's TLS: what the certificate says, what is wrong with it, whether one of ours was asked for.</summary>
internal sealed class TlsWitness
{
    private bool _asked;
    private TlsFacts? _facts;

    public string? Address { get; set; }

    /// <summary>Our own address on this connection.</summary>
    public string? From { get; set; }

    public TlsFacts? Facts => _facts is null ? null : _facts with { ClientCertificateAsked = _asked };

    /// <summary>Notes the certificate and says whether it is good: the doctor sends nothing over a channel that is not.</summary>
    public bool See(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return false;
        }

        using var read = new X509Certificate2(certificate);
        _facts = new TlsFacts(
            read.Subject,
            read.Issuer,
            new DateTimeOffset(read.NotBefore.ToUniversalTime()),
            new DateTimeOffset(read.NotAfter.ToUniversalTime()),
            NamesOf(read),
            ProblemsOf(chain, errors),
            ClientCertificateAsked: false
        );
        return errors == SslPolicyErrors.None;
    }

    public X509Certificate Asked(
        object sender,
        string targetHost,
        X509CertificateCollection localCertificates,
        X509Certificate? remoteCertificate,
        string[] acceptableIssuers
    )
    {
        // It is called once before the server has spoken, and again when the server asks.
        _asked |= remoteCertificate is not null;
        return null!;
    }

    private static List<string> NamesOf(X509Certificate2 certificate) =>
        [
            .. certificate
                .Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(extension =>
                    extension
                        .EnumerateDnsNames()
                        .Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()))
                ),
        ];

    private static List<string> ProblemsOf(X509Chain? chain, SslPolicyErrors errors)
    {
        var problems = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problems.Add("the certificate is for another host name");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) && chain is not null)
        {
            problems.AddRange(chain.ChainStatus.Select(status => status.StatusInformation.Trim()));
        }

        return problems;
    }
}
