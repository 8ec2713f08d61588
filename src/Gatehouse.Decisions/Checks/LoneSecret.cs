using System.Buffers;
using System.Collections.Frozen;

namespace Gatehouse.Decisions.Checks;

/// <summary>
/// Tells a scheme's name from a token or key that was sent without one. What looks like a secret is treated as one: it is
/// neither echoed nor written down.
/// </summary>
public static class LoneSecret
{
    private const int LongestName = 16;

    private static readonly SearchValues<char> SecretSigns = SearchValues.Create("0123456789._~+/=");

    // IANA's HTTP Authentication Schemes, and words that real clients send.
    private static readonly FrozenSet<string> KnownSchemes = new[]
    {
        "Basic",
        "Bearer",
        "Concealed",
        "Digest",
        "DPoP",
        "GNAP",
        "HOBA",
        "Mutual",
        "Negotiate",
        "OAuth",
        "PrivateToken",
        "SCRAM-SHA-1",
        "SCRAM-SHA-256",
        "vapid",
        "NTLM",
        "Kerberos",
        "Key",
        "ApiKey",
        "Api-Key",
        "Token",
        "JWT",
        "Session",
        "AWS4-HMAC-SHA256",
        "AWS",
        "HMAC",
        "Signature",
        "MAC",
        "GoogleLogin",
        "SharedKey",
        "SharedAccessSignature",
        "Hawk",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether this is the name of a scheme that the field knows, and so may be shown.</summary>
    public static bool IsKnownScheme(string word) => KnownSchemes.Contains(word);

    /// <summary>Whether a whole field value is one word that is shaped like a token or a key.</summary>
    public static bool LooksLikeOne(string value) =>
        value.Length > 0
        && !value.AsSpan().ContainsAny(" \t,\"")
        && !IsKnownScheme(value)
        && (value.Length > LongestName || (value.Length >= 8 && value.AsSpan().ContainsAny(SecretSigns)));
}
