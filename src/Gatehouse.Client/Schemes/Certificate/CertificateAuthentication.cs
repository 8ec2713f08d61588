using System.Security.Cryptography.X509Certificates;
using Gatehouse.Client.Schemes.Certificate;

namespace Gatehouse.Client;

/// <summary>
/// Adds client certificates to the ways of a client. They are offered to the hosts of its origins alone, on connections
/// that a <see cref="SocketsHttpHandler"/> makes: <c>IHttpClientFactory</c>'s own, or the one that
/// <see cref="AuthenticationHandler"/> makes or is given.
/// </summary>
/// <remarks>
/// Beside other ways, the certificate goes with them: it belongs to the connection, they to the request. TLS knows hosts
/// and no ports: another port of the same host is offered it too.
/// </remarks>
public static class CertificateAuthentication
{
    /// <summary>Offers a certificate.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="certificate">The certificate, with its private key. It stays the program's, and is not disposed of.</param>
    /// <param name="configure">How it is looked after; null for the defaults.</param>
    /// <exception cref="ArgumentException">It has no private key.</exception>
    public static AuthenticationOptions Certificate(
        this AuthenticationOptions options,
        X509Certificate2 certificate,
        Action<CertificateOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(certificate);
        if (!certificate.HasPrivateKey)
        {
            throw new ArgumentException(
                "A client certificate proves nothing without its private key.",
                nameof(certificate)
            );
        }

        return Certificate(options, () => certificate, configure);
    }

    /// <summary>Offers a certificate that is renewed from time to time.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="certificate">The one of now, with its private key; null while there is none. Called for each new connection, from any thread: it must be quick and not throw.</param>
    /// <param name="configure">How it is looked after; null for the defaults.</param>
    public static AuthenticationOptions Certificate(
        this AuthenticationOptions options,
        Func<X509Certificate2?> certificate,
        Action<CertificateOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(certificate);
        var settings = new CertificateOptions();
        configure?.Invoke(settings);
        return options.Add(context => new CertificateScheme(context, certificate, settings));
    }

    /// <summary>Offers a certificate of a file, which is read again for new connections once it was changed.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="certificateFile">The certificate in PEM.</param>
    /// <param name="keyFile">Its private key in PEM, not encrypted; null where it stands in the same file.</param>
    /// <param name="configure">How it is looked after; null for the defaults.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">There is no certificate and key in PEM.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static AuthenticationOptions Certificate(
        this AuthenticationOptions options,
        string certificateFile,
        string? keyFile = null,
        Action<CertificateOptions>? configure = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(certificateFile);
        var file = new CertificateFile(certificateFile, keyFile ?? certificateFile);
        return Certificate(options, file.Current, configure);
    }
}
