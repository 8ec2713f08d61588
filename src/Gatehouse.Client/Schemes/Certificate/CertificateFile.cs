using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gatehouse.Client.Schemes.Certificate;

/// <summary>A certificate and key in files that somebody renews. What cannot be read leaves the last one in use.</summary>
internal sealed class CertificateFile
{
    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly Lock _gate = new();

    // Older ones are not disposed of: connections under way may still use them.
    private (DateTime CertificateAt, DateTime KeyAt, X509Certificate2 Certificate) _read;

    /// <summary>Reads them.</summary>
    /// <exception cref="CryptographicException">There is no certificate and key in PEM.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public CertificateFile(string certificateFile, string keyFile)
    {
        (_certificateFile, _keyFile) = (certificateFile, keyFile);
        _read = Read();
    }

    /// <summary>The certificate of now.</summary>
    public X509Certificate2 Current()
    {
        lock (_gate)
        {
            try
            {
                if (
                    File.GetLastWriteTimeUtc(_certificateFile) != _read.CertificateAt
                    || File.GetLastWriteTimeUtc(_keyFile) != _read.KeyAt
                )
                {
                    _read = Read();
                }
            }
            catch (Exception exception)
                when (exception is IOException or UnauthorizedAccessException or CryptographicException)
            {
                // Somebody is writing it, perhaps: the next connection looks again.
            }

            return _read.Certificate;
        }
    }

    private (DateTime, DateTime, X509Certificate2) Read()
    {
        // Times first: what is written meanwhile is then read again.
        var (certificateAt, keyAt) = (File.GetLastWriteTimeUtc(_certificateFile), File.GetLastWriteTimeUtc(_keyFile));
        return (certificateAt, keyAt, X509Certificate2.CreateFromPemFile(_certificateFile, _keyFile));
    }
}
