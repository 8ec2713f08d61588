using System.Text.Json;

namespace Gatehouse.Gateway.Tokens;

/// <summary>To what a token is bound when it is made (RFC 7800 section 3.1), because its client proved that it holds it.</summary>
/// <param name="KeyThumbprint">The thumbprint of the key of the client's proof (RFC 9449), or null.</param>
/// <param name="CertificateThumbprint">The thumbprint of the client's certificate (RFC 8705), or null.</param>
internal sealed record TokenBindingOrder(string? KeyThumbprint, string? CertificateThumbprint)
{
    /// <summary>To nothing: a bearer token.</summary>
    public static TokenBindingOrder None { get; } = new(KeyThumbprint: null, CertificateThumbprint: null);

    public void Write(Utf8JsonWriter json)
    {
        if (KeyThumbprint is null && CertificateThumbprint is null)
        {
            return;
        }

        json.WriteStartObject("cnf");
        if (KeyThumbprint is not null)
        {
            json.WriteString("jkt", KeyThumbprint);
        }

        if (CertificateThumbprint is not null)
        {
            json.WriteString("x5t#S256", CertificateThumbprint);
        }

        json.WriteEndObject();
    }
}
