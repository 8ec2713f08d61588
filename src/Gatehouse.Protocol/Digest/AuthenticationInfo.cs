using System.Text;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Protocol.Digest;

/// <summary>What an answer tells the client about its credentials (RFC 7615 section 3, RFC 7616 section 3.5).</summary>
public sealed class AuthenticationInfo
{
    private AuthenticationInfo() { }

    /// <summary>The field's name.</summary>
    public const string FieldName = "Authentication-Info";

    /// <summary>The nonce for the next request; null to go on with the same one.</summary>
    public string? NextNonce { get; private init; }

    /// <summary>The server's proof in hexadecimal digits; null where it gives none.</summary>
    public string? ResponseAuth { get; private init; }

    /// <summary>The quality of protection of the answer; null where it names none, and the request's goes on.</summary>
    public string? Qop { get; private init; }

    /// <summary>Whether its proof covers the answer's body.</summary>
    public bool CoversBody => DigestArithmetic.AuthInt.Equals(Qop, StringComparison.OrdinalIgnoreCase);

    private string? ClientNonce { get; init; }

    private string? NonceCount { get; init; }

    /// <summary>Reads the field's value; null where it meets no grammar.</summary>
    public static AuthenticationInfo? Read(string value) =>
        // RFC 7615 section 3: the parameters of credentials, without a scheme before them.
        CredentialsParser.TryParse("Digest " + value, out var read, out _)
            ? new()
            {
                NextNonce = read!["nextnonce"],
                ResponseAuth = read["rspauth"],
                Qop = read["qop"],
                ClientNonce = read["cnonce"],
                NonceCount = read["nc"],
            }
            : null;

    /// <summary>Whether the server proves that it knows the secret too; null where it gives no proof.</summary>
    /// <param name="secret">What <see cref="DigestArithmetic.Secret"/> made.</param>
    /// <param name="sent">What the request's response was computed from; its body that of the answer where <see cref="CoversBody"/>.</param>
    public bool? Proves(ReadOnlySpan<byte> secret, in DigestInput sent) =>
        ResponseAuth is null
            ? null
            : (ClientNonce ?? sent.ClientNonce) == sent.ClientNonce
                && string.Equals(NonceCount ?? sent.NonceCount, sent.NonceCount, StringComparison.OrdinalIgnoreCase)
                && DigestArithmetic.AreEqual(
                    ResponseAuth,
                    DigestArithmetic.ResponseAuth(secret, sent with { Qop = Qop ?? sent.Qop })
                );

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
