using System.ComponentModel;
using System.Globalization;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Sending;

/// <summary>
/// Servers that refuse a client certificate, or its absence, do so below HTTP, with an alert (RFC 8446 section 6.2): what is
/// seen here is a broken connection, and the platform's number for the alert in it.
/// </summary>
internal static class TlsRefusal
{
    // OpenSSL numbers the reasons of its errors, and those that are alerts of the other side from here on.
    private const int FirstAlert = 1000;
    private const int ReasonMask = 0x7FFFFF;
    private const string OpenSslError = "error:";
    private const int OpenSslDigits = 8;

    private const int SecUntrustedRoot = unchecked((int)0x80090325);
    private const int SecCertificateUnknown = unchecked((int)0x80090327);
    private const int SecCertificateExpired = unchecked((int)0x80090328);
    private const int CryptRevoked = unchecked((int)0x80092010);

    /// <summary>The cause of an exchange that failed; null where it is none of a certificate.</summary>
    public static Cause? CauseOf(HttpRequestException failure)
    {
        for (var inner = failure.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (
                (inner is Win32Exception native ? OfWindows(native.NativeErrorCode) : OfOpenSsl(inner.Message)) is
                { } cause
            )
            {
                return cause;
            }
        }

        return null;
    }

    private static Cause? OfOpenSsl(string message)
    {
        var at = message.IndexOf(OpenSslError, StringComparison.Ordinal);
        return
            at >= 0
            && message.Length >= at + OpenSslError.Length + OpenSslDigits
            && int.TryParse(
                message.AsSpan(at + OpenSslError.Length, OpenSslDigits),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            )
            ? OfAlert((code & ReasonMask) - FirstAlert)
            : null;
    }

    private static Cause? OfAlert(int alert) =>
        alert switch
        {
            // bad_certificate, unsupported_certificate, certificate_unknown, unknown_ca, access_denied
            42 or 43 or 46 or 48 or 49 => Causes.Certificate.Untrusted,
            44 => Causes.Certificate.Revoked,
            45 => Causes.Certificate.Expired,
            116 => Causes.Certificate.Missing,
            _ => null,
        };

    private static Cause? OfWindows(int code) =>
        code switch
        {
            SecUntrustedRoot or SecCertificateUnknown => Causes.Certificate.Untrusted,
            SecCertificateExpired => Causes.Certificate.Expired,
            CryptRevoked => Causes.Certificate.Revoked,
            _ => null,
        };
}
