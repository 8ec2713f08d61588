using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>
/// Where a request's client certificate is: in the handshake of our own connection, or, behind a trusted proxy, in the
/// field in which that proxy passes it on. A trusted proxy's own certificate is never its client's, and nobody else's
/// field is read.
/// </summary>
/// <param name="field">The name of the proxies' field, such as <c>Client-Cert</c> (RFC 9440), or null: none is read.</param>
public sealed class ClientCertificates(string? field = null)
{
    /// <summary>The field of RFC 9440, beside which <c>Client-Cert-Chain</c> is read.</summary>
    public const string StandardField = "Client-Cert";

    /// <summary>The field beside it with the certificates of issuers.</summary>
    public const string ChainField = "Client-Cert-Chain";

    private const int MostBeside = 8;

    // A line's end stands in no field, so that no field's value can pass for a handshake's certificate.
    private static readonly ConditionalWeakTable<X509Certificate2, string> Texts = [];

    /// <summary>The certificate as a credential: from the handshake its thumbprint, from a proxy the field's value.</summary>
    public LocatedCredentials Locate(RequestFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.ThroughTrustedProxy)
        {
            return facts.Certificate is { } shown
                ? new LocatedCredentials(
                    1,
                    Texts.GetValue(shown, static shown => "TLS\n" + Thumbprint(shown.RawDataMemory.Span)),
                    CredentialPlace.Certificate
                )
                : LocatedCredentials.None;
        }

        // Of two, none is taken: what is presented is then no value at all.
        return field is null || facts.Headers.First(field) is not { Length: > 0 } value ? LocatedCredentials.None
            : facts.Headers.Count(field) > 1 ? new LocatedCredentials(1, "", CredentialPlace.Certificate)
            : new LocatedCredentials(1, value, CredentialPlace.Certificate);
    }

    /// <summary>Reads the certificate; never throws for it.</summary>
    /// <param name="facts">The request.</param>
    /// <param name="problem">Why there is none although one came, for the operator; null where none came.</param>
    /// <returns>The certificate, or null.</returns>
    public PresentedCertificate? Read(RequestFacts facts, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(facts);
        problem = null;
        if (!facts.ThroughTrustedProxy)
        {
            return facts.Certificate is { } shown ? new PresentedCertificate(shown, facts.CertificatesBeside) : null;
        }

        if (OctetsOf(facts, out problem) is not { } octets)
        {
            return null;
        }

        try
        {
            return new PresentedCertificate(X509CertificateLoader.LoadCertificate(octets), BesideOf(facts));
        }
        catch (CryptographicException)
        {
            problem = $"the field {field} holds no certificate";
            return null;
        }
    }

    /// <summary>
    /// The thumbprint of the request's certificate as tokens name it (<c>x5t#S256</c>, RFC 8705 section 3.1), or null where
    /// none came or it cannot be read.
    /// </summary>
    public string? FindThumbprint(RequestFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.ThroughTrustedProxy)
        {
            return OctetsOf(facts, out _) is { } octets ? Thumbprint(octets) : null;
        }

        return facts.Certificate is { } shown ? Thumbprint(shown.RawDataMemory.Span) : null;
    }

    private static string Thumbprint(ReadOnlySpan<byte> certificate) =>
        Base64Url.EncodeToString(SHA256.HashData(certificate));

    private byte[]? OctetsOf(RequestFacts facts, out string? problem)
    {
        problem = null;
        if (field is null || facts.Headers.Count(field) == 0)
        {
            return null;
        }

        if (facts.Headers.Count(field) > 1)
        {
            problem = $"the field {field} came more than once: the proxy must replace what its clients send";
            return null;
        }

        var value = facts.Headers.First(field)!;
        if (value.Length == 0)
        {
            return null;
        }

        var octets = value[0] == ':' ? ByteSequence(value) : EscapedText(value);
        problem = octets is null
            ? $"the field {field} holds neither a byte sequence (RFC 9440) nor a certificate in PEM with percent escapes"
            : null;
        return octets;
    }

    // Help to find a way, no more: what cannot be read is left out.
    private List<X509Certificate2> BesideOf(RequestFacts facts)
    {
        var beside = new List<X509Certificate2>();
        if (!StandardField.Equals(field, StringComparison.OrdinalIgnoreCase))
        {
            return beside;
        }

        for (var line = 0; line < facts.Headers.Count(ChainField); line++)
        {
            foreach (var item in facts.Headers.Line(ChainField, line)!.Split(',', StringSplitOptions.TrimEntries))
            {
                if (beside.Count == MostBeside || ByteSequence(item) is not { } octets)
                {
                    return beside;
                }

                try
                {
                    beside.Add(X509CertificateLoader.LoadCertificate(octets));
                }
                catch (CryptographicException)
                {
                    return beside;
                }
            }
        }

        return beside;
    }

    // A byte sequence (RFC 9651 section 3.3.5), without parameters: none is defined.
    private static byte[]? ByteSequence(string value) =>
        value is [':', _, .., ':'] && !value.AsSpan().ContainsAny(' ', '\t') ? FromBase64(value[1..^1]) : null;

    // What proxies make of a PEM text so that it fits into one line: percent escapes, spaces, or the lines left out.
    private static byte[]? EscapedText(string value)
    {
        const string begin = "-----BEGIN CERTIFICATE-----";
        const string end = "-----END CERTIFICATE-----";
        var text = Uri.UnescapeDataString(value).Trim();
        if (text.StartsWith(begin, StringComparison.Ordinal))
        {
            if (!text.EndsWith(end, StringComparison.Ordinal) || text.Length < begin.Length + end.Length)
            {
                return null;
            }

            text = text[begin.Length..^end.Length];
        }

        return FromBase64(text);
    }

    private static byte[]? FromBase64(string text)
    {
        try
        {
            return text.Length == 0 ? null : Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
