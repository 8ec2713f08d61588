using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.AspNetCore.Requests;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Gateway.Certificates;

/// <summary>
/// Asks clients for their certificates in the handshake and takes whatever comes, none included: the decision judges it,
/// and can then say what is wrong. All that the handshake proves is that the client holds the key.
/// </summary>
internal static class ClientHandshake
{
    private const int MostBeside = 8;

    public static void Ask(ConnectionContext connection, SslServerAuthenticationOptions options)
    {
        options.ClientCertificateRequired = true;

        // A resumed session would go without its certificate, or with that of its first connection.
        options.AllowTlsResume = false;
        options.CertificateRevocationCheckMode = X509RevocationMode.NoCheck;

        // A stranger's certificate names addresses to fetch others from: none of them is asked.
        options.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        options.RemoteCertificateValidationCallback = (_, _, chain, _) =>
        {
            if (chain is { ChainPolicy.ExtraStore: { Count: > 0 } beside })
            {
                connection.Features.Set(
                    new CertificatesBeside([
                        .. beside
                            .Take(MostBeside)
                            .Select(one => X509CertificateLoader.LoadCertificate(one.RawDataMemory.Span)),
                    ])
                );
            }

            return true;
        };
    }
}
