namespace Gatehouse.Lab.Saml;

/// <summary>The names that SAML 2.0 and XML signatures write.</summary>
internal static class SamlNames
{
    public const string Assertion = "urn:oasis:names:tc:SAML:2.0:assertion";
    public const string Protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
    public const string Success = "urn:oasis:names:tc:SAML:2.0:status:Success";
    public const string Bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
    public const string PasswordClass = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password";
    public const string Version = "2.0";

    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";
    public const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    public const string ExclusiveCanonical = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    /// <summary>The form field of the HTTP-POST binding.</summary>
    public const string Field = "SAMLResponse";

    /// <summary>How instants are written: UTC, with or without fractions of a second.</summary>
    public const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
}
