using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Text;

namespace Gatehouse.Lab.Judging;

/// <summary>Tokens of Negotiate (RFC 4178, 4559) as clients send them first, and how to tell NTLM among them.</summary>
internal static class NegotiateTokens
{
    private const string SpnegoId = "1.3.6.1.5.5.2";
    private const string KerberosId = "1.2.840.113554.1.2.2";
    private const string NtlmId = "1.3.6.1.4.1.311.2.2.10";

    // Unicode, OEM, request target, NTLM, always sign, extended session security.
    private const uint UsualNtlmFlags = 0x0008_8207;

    private static readonly Asn1Tag _choice = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag _mechanismToken = new(TagClass.ContextSpecific, 2, isConstructed: true);
    private static readonly Asn1Tag _application = new(TagClass.Application, 0, isConstructed: true);

    /// <summary>What an NTLM message begins with.</summary>
    public static ReadOnlySpan<byte> NtlmSignature => "NTLMSSP\0"u8;

    /// <summary>NTLM's first message, bare, as clients send it that know no Kerberos.</summary>
    public static string Ntlm { get; } = Convert.ToBase64String(NtlmNegotiate());

    /// <summary>A Kerberos ticket for a service that is not here.</summary>
    public static string Kerberos { get; } =
        Convert.ToBase64String(Initial(KerberosId, Encoding.ASCII.GetBytes("a ticket for HTTP/elsewhere.lab.example")));

    /// <summary>NTLM's first message as the one mechanism within SPNEGO.</summary>
    public static string WrappedNtlm { get; } = Convert.ToBase64String(Initial(NtlmId, NtlmNegotiate()));

    /// <summary>Whether this is NTLM, bare or as what SPNEGO prefers; false also where it is nothing that can be read.</summary>
    public static bool IsNtlm(ReadOnlyMemory<byte> token)
    {
        if (token.Span.StartsWith(NtlmSignature))
        {
            return true;
        }

        try
        {
            var outer = new AsnReader(token, AsnEncodingRules.DER).ReadSequence(_application);
            if (outer.ReadObjectIdentifier() != SpnegoId)
            {
                return false;
            }

            var mechanisms = outer.ReadSequence(_choice).ReadSequence().ReadSequence(_choice).ReadSequence();
            return mechanisms.ReadObjectIdentifier() == NtlmId;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static byte[] NtlmNegotiate()
    {
        var message = new byte[40];
        NtlmSignature.CopyTo(message);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(12), UsualNtlmFlags);
        return message;
    }

    // NegTokenInit with one mechanism and its token (RFC 4178 section 4.2.1).
    private static byte[] Initial(string mechanism, byte[] token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence(_application))
        {
            writer.WriteObjectIdentifier(SpnegoId);
            using (writer.PushSequence(_choice))
            using (writer.PushSequence())
            {
                using (writer.PushSequence(_choice))
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(mechanism);
                }

                using (writer.PushSequence(_mechanismToken))
                {
                    writer.WriteOctetString(token);
                }
            }
        }

        return writer.Encode();
    }
}
