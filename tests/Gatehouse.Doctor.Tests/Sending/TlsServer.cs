using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gatehouse.Doctor.Tests.Sending;

/// <summary>A server with a certificate of its own making, of which a client may know or not.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly HostileServer _server;

    private TlsServer(X509Certificate2 certificate, bool asks, SslProtocols protocols)
    {
        _certificate = certificate;
        _server = new HostileServer(
            async (stream, token) =>
            {
                await using var secured = new SslStream(stream);
                await secured.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions
                    {
                        ServerCertificate = certificate,
                        ClientCertificateRequired = asks,
                        EnabledSslProtocols = protocols,
                        RemoteCertificateValidationCallback = (_, client, _, _) => !asks || client is not null,
                    },
                    token
                );
                _ = await secured.ReadAsync(new byte[4096], token);
                await secured.WriteAsync(
                    Encoding.Latin1.GetBytes("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"),
                    token
                );
            },
            listensFirst: false
        );
    }

    public Uri Url => new UriBuilder(_server.Url) { Scheme = "https" }.Uri;

    /// <summary>What a client has to trust to trust this server.</summary>
    public X509Certificate2Collection Authorities => [_certificate];

    /// <summary>A server whose certificate bears this name.</summary>
    /// <param name="subject">The certificate's common name.</param>
    /// <param name="asks">Whether it demands a certificate of the client.</param>
    /// <param name="protocols">The versions of TLS.</param>
    /// <param name="address">The address that the certificate is for; 127.0.0.1 by default.</param>
    /// <param name="until">Until when it is valid, in days from now.</param>
    public static TlsServer Named(
        string subject,
        bool asks = false,
        SslProtocols protocols = SslProtocols.None,
        IPAddress? address = null,
        int until = 30
    )
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(subject);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address ?? IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-60), now.AddDays(until));
        return new TlsServer(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null), asks, protocols);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }
}
