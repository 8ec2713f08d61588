namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>Which name in a certificate says whose it is.</summary>
public enum CertificateName
{
    /// <summary>A mail address among the alternative names (RFC 5280 section 4.2.1.6).</summary>
    Email,

    /// <summary>A host name among the alternative names.</summary>
    Dns,

    /// <summary>An address among the alternative names.</summary>
    Uri,

    /// <summary>The common name of the subject.</summary>
    CommonName,

    /// <summary>The whole subject, as RFC 4514 writes it: <c>CN=anna,O=Example</c>.</summary>
    Subject,
}
