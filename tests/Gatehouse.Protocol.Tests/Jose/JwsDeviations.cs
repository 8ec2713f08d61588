namespace Gatehouse.Protocol.Tests.Jose;

/// <summary>Every vector whose stated result is not ours, with what we answer and why. docs/conformance/jws.md has the same list.</summary>
internal static class JwsDeviations
{
    public static IReadOnlyDictionary<string, JwsDeviation> All { get; } =
        new Dictionary<string, JwsDeviation>(StringComparer.Ordinal)
        {
            ["json_web_signature_test/346"] = new(false, "alg PS384 in the header, PS256 in the JWK"),
            ["json_web_signature_test/350"] = new(false, "alg PS384 in the header, PS256 in the JWK"),
            ["json_web_signature_test/347"] = new(false, "the JWK's alg ES521 is no registered name"),
            ["json_web_signature_test/351"] = new(false, "the JWK's alg ES521 is no registered name"),
            ["json_web_signature_test/367"] = new(true, "labelled as padded, but the text has no padding"),
            ["json_web_signature_test/370"] = new(true, "labelled as padded, but the text has no padding"),
            ["json_web_signature_test/372"] = new(false, "'?' in the header is no base64url"),
            ["json_web_signature_test/373"] = new(false, "'?' in the payload is no base64url"),
            ["json_web_crypto_test/50"] = new(false, "a JWE is no JWS"),
            ["json_web_crypto_test/67"] = new(false, "a JWE is no JWS"),
            ["rfc8037-A.4"] = new(false, "EdDSA is not verified"),
            ["forced-typ-null"] = new(false, "typ is a string where present"),
            ["forced-typ-true"] = new(false, "typ is a string where present"),
            ["forced-typ-zero"] = new(false, "typ is a string where present"),
            ["claim-sub-missing"] = new(true, "the policy of the vectors does not require sub"),
        };

    /// <summary>What we are to answer to a vector.</summary>
    public static bool Expected(string id, bool stated) => All.TryGetValue(id, out var ours) ? ours.Accepted : stated;
}
