using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Protocol.Jose;

/// <summary>
/// A JWS in compact serialization (RFC 7515 section 7.1), parsed and NOT verified: nothing in it is true before
/// <see cref="VerificationKey.Verify"/> has said so.
/// </summary>
public sealed class CompactJws
{
    /// <summary>The longest text that is read, in characters: 16 KiB.</summary>
    public const int MaxLength = 16 * 1024;

    /// <summary>The longest header that is read, in characters as sent: 4 KiB.</summary>
    public const int MaxHeaderLength = 4 * 1024;

    // One buffer: the signing input in ASCII, the decoded header, the decoded payload, the signature.
    private readonly byte[] _bytes;
    private readonly int _headerStart;
    private readonly int _payloadStart;
    private readonly int _signatureStart;

    private CompactJws(string text, int firstDot, int secondDot)
    {
        var headerLength = Base64UrlText.DecodedLength(firstDot);
        var payloadLength = Base64UrlText.DecodedLength(secondDot - firstDot - 1);
        var signatureLength = Base64UrlText.DecodedLength(text.Length - secondDot - 1);
        _headerStart = secondDot;
        _payloadStart = _headerStart + headerLength;
        _signatureStart = _payloadStart + payloadLength;
        _bytes = new byte[_signatureStart + signatureLength];
        Encoding.ASCII.GetBytes(text.AsSpan(0, secondDot), _bytes);
        Base64UrlText.DecodeCanonical(text.AsSpan(0, firstDot), _bytes.AsSpan(_headerStart, headerLength));
        Base64UrlText.DecodeCanonical(
            text.AsSpan(firstDot + 1, secondDot - firstDot - 1),
            _bytes.AsSpan(_payloadStart, payloadLength)
        );
        Base64UrlText.DecodeCanonical(text.AsSpan(secondDot + 1), _bytes.AsSpan(_signatureStart, signatureLength));
    }

    /// <summary>The header's <c>alg</c>: always one that can be verified here, never <c>none</c>.</summary>
    public string Algorithm => Parameters.Name;

    /// <summary>The header's <c>kid</c>: an exact-match look-up value from an untrusted party, or null.</summary>
    public string? KeyId { get; private set; }

    /// <summary>The header's <c>typ</c> as sent, or null. Compare without case, <c>application/</c> removed (RFC 7515 section 4.1.9).</summary>
    public string? Type { get; private set; }

    /// <summary>The header's <c>cty</c> as sent, or null.</summary>
    public string? ContentType { get; private set; }

    /// <summary>The decoded header, a JSON object: for telling what a token says, never for choosing its key.</summary>
    public ReadOnlyMemory<byte> Header => _bytes.AsMemory(_headerStart, _payloadStart - _headerStart);

    /// <summary>The decoded payload; any bytes, not JSON for certain.</summary>
    public ReadOnlyMemory<byte> Payload => _bytes.AsMemory(_payloadStart, _signatureStart - _payloadStart);

    internal JwsAlgorithm Parameters { get; private set; } = null!;

    internal ReadOnlySpan<byte> SigningInput => _bytes.AsSpan(0, _headerStart);

    internal ReadOnlySpan<byte> Signature => _bytes.AsSpan(_signatureStart);

    /// <summary>Parses a token. White space around it is not removed. Costs little whatever the text; never throws for it.</summary>
    /// <param name="text">The token as received.</param>
    /// <param name="jws">The parsed token, not verified.</param>
    /// <param name="fault">Why there is none.</param>
    /// <returns>Whether the text is a JWS of a kind that can be verified here.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out CompactJws? jws, out JwsFault fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        jws = null;
        fault = Split(text, out var firstDot, out var secondDot);
        if (fault != JwsFault.None)
        {
            return false;
        }

        var parsed = new CompactJws(text, firstDot, secondDot);
        if (!JwsHeader.TryRead(parsed.Header.Span, out var header, out fault))
        {
            return false;
        }

        parsed.Parameters = header.Algorithm!;
        parsed.KeyId = header.KeyId;
        parsed.Type = header.Type;
        parsed.ContentType = header.ContentType;
        jws = parsed;
        return true;
    }

    /// <summary>
    /// The SHA-256 of what was signed, header and payload as sent: the token's identity. The whole text is none,
    /// for ECDSA gives every content a second valid signature.
    /// </summary>
    /// <returns>32 bytes.</returns>
    public byte[] SigningInputHash() => SHA256.HashData(SigningInput);

    private static JwsFault Split(string text, out int firstDot, out int secondDot)
    {
        firstDot = 0;
        secondDot = 0;
        if (text.Length > MaxLength)
        {
            return JwsFault.TooLong;
        }

        var dots = text.AsSpan().Count('.');
        if (dots != 2)
        {
            return dots == 4 ? JwsFault.Encrypted : JwsFault.NotThreeParts;
        }

        firstDot = text.IndexOf('.', StringComparison.Ordinal);
        secondDot = text.LastIndexOf('.');
        if (firstDot > MaxHeaderLength)
        {
            return JwsFault.TooLong;
        }

        var canonical =
            Base64UrlText.IsCanonical(text.AsSpan(0, firstDot))
            && Base64UrlText.IsCanonical(text.AsSpan(firstDot + 1, secondDot - firstDot - 1))
            && Base64UrlText.IsCanonical(text.AsSpan(secondDot + 1));
        return canonical ? JwsFault.None : JwsFault.BadBase64Url;
    }
}
