using System.Runtime.InteropServices;
using System.Text.Json;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Protocol.Jose;

/// <summary>
/// The protected header's members that decide anything. <c>jwk</c>, <c>jku</c>, <c>x5u</c> and <c>x5c</c> are not among
/// them: a token never brings or names its own key (RFC 8725 section 3.10).
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct JwsHeader
{
    public JwsAlgorithm? Algorithm;
    public string? KeyId;
    public string? Type;
    public string? ContentType;

    public static bool TryRead(ReadOnlySpan<byte> utf8Json, out JwsHeader header, out JwsFault fault)
    {
        header = default;
        fault = StrictJson.Check(utf8Json).Kind switch
        {
            JsonFaultKind.None => JwsFault.None,
            JsonFaultKind.DuplicateMember => JwsFault.DuplicateMember,
            _ => JwsFault.HeaderNotJson,
        };
        if (fault != JwsFault.None)
        {
            return false;
        }

        var reader = new Utf8JsonReader(utf8Json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            fault = JwsFault.HeaderNotJson;
            return false;
        }

        while (fault == JwsFault.None && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            fault = header.Member(ref reader);
        }

        if (fault == JwsFault.None && header.Algorithm is null)
        {
            fault = JwsFault.AlgorithmMissing;
        }

        return fault == JwsFault.None;
    }

    private JwsFault Member(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("alg"u8))
        {
            return ReadAlgorithm(ref reader);
        }

        if (reader.ValueTextEquals("kid"u8))
        {
            return ReadText(ref reader, out KeyId);
        }

        if (reader.ValueTextEquals("typ"u8))
        {
            return ReadText(ref reader, out Type);
        }

        if (reader.ValueTextEquals("cty"u8))
        {
            return ReadText(ref reader, out ContentType);
        }

        if (reader.ValueTextEquals("crit"u8))
        {
            return JwsFault.CriticalUnknown;
        }

        if (reader.ValueTextEquals("enc"u8))
        {
            return JwsFault.Encrypted;
        }

        if (reader.ValueTextEquals("b64"u8))
        {
            reader.Read();
            return reader.TokenType switch
            {
                JsonTokenType.True => JwsFault.None,
                JsonTokenType.False => JwsFault.UnencodedPayload,
                _ => JwsFault.HeaderMemberType,
            };
        }

        reader.Read();
        reader.Skip();
        return JwsFault.None;
    }

    private JwsFault ReadAlgorithm(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            return JwsFault.HeaderMemberType;
        }

        Algorithm = JwsAlgorithm.Find(ref reader);
        return Algorithm is null ? JwsFault.AlgorithmRefused : JwsFault.None;
    }

    private static JwsFault ReadText(ref Utf8JsonReader reader, out string? value)
    {
        reader.Read();
        value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return value is null ? JwsFault.HeaderMemberType : JwsFault.None;
    }
}
