using System.Text;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Digest;

/// <summary>What an answer tells the client about its credentials (RFC 7615 section 3, RFC 7616 section 3.5).</summary>
public static class AuthenticationInfo
{
    /// <summary>The field's name.</summary>
    public const string FieldName = "Authentication-Info";

    /// <summary>Writes the field's value: that the server knows the secret too, and the nonce to go on with, if any.</summary>
    /// <param name="secret">What <see cref="DigestArithmetic.Secret"/> made.</param>
    /// <param name="input">What the request's response was computed from, with the quality of protection of the answer.</param>
    /// <param name="nextNonce">The nonce for the next request, or null to go on with the same one.</param>
    public static string Write(ReadOnlySpan<byte> secret, in DigestInput input, string? nextNonce)
    {
        var text = new StringBuilder();
        text.Append("rspauth=\"")
            .Append(Convert.ToHexStringLower(DigestArithmetic.ResponseAuth(secret, input)))
            .Append('"');
        if (input.Qop is not null)
        {
            text.Append(", qop=").Append(input.Qop).Append(", nc=").Append(input.NonceCount).Append(", cnonce=");
            ChallengeWriter.AppendQuoted(text, input.ClientNonce ?? "");
        }

        if (nextNonce is not null)
        {
            text.Append(", nextnonce=");
            ChallengeWriter.AppendQuoted(text, nextNonce);
        }

        return text.ToString();
    }
}
