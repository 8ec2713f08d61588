using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Hypotheses;

/// <summary>
/// Which causes explain which symptoms. "Credentials are missing" is what a server sees; where something shows why they
/// are, that is the answer, however plainly the server says what it sees.
/// </summary>
internal static class Explanations
{
    private static readonly string[] WhyMissing =
    [
        "credentials.not-sent",
        "credentials.second-gate",
        "header.stripped-by-redirect",
        "header.stripped-by-proxy",
        "header.stripped-by-server",
        "header.replaced-by-proxy",
        "header.prefix-missing",
        "header.scheme-case",
        "key.misplaced",
        "token.malformed",
        "cookie.blocked",
        "cookie.expired",
        "cookie.not-sent-domain",
        "cookie.not-sent-path",
        "cookie.not-sent-samesite",
        "cookie.not-sent-secure",
        "cookie.too-large",
        "cache.stale-refusal",
        "preflight.refused",
        "application.authentication-absent",
        "challenge.malformed",
        "challenge.metadata-mismatch",
        "challenge.unknown-scheme",
        "cache.stale-redirect",
        "application.extension-refused",
        "credentials.in-query",
        "credentials.incomplete",
        "account.entitlement-missing",
    ];

    private static readonly string[] WhyRejected =
    [
        "basic.encoding",
        "basic.line-wrapped",
        "basic.wrong-alphabet",
        "credentials.name-form",
        "credentials.scheme-unsupported",
        "credentials.second-gate",
        "credentials.shell-expanded",
        "credentials.stale-cached",
        "credentials.throttled",
        "credentials.wrong-kind",
        "dns.stale",
        "endpoint.wrong-environment",
        "header.prefix-missing",
        "header.quoted",
        "header.replaced-by-proxy",
        "header.whitespace",
        "key.misplaced",
        "server.user-file-unusable",
        "user.locked",
    ];

    // What a part of a message, or a neighbour in the catalogue, looks like at first sight.
    private static readonly (string Why, string Symptom)[] Others =
    [
        ("cors.origin-denied", "preflight.refused"),
        ("cors.method-denied", "preflight.refused"),
        ("cors.header-denied", "preflight.refused"),
        ("digest.replayed", "digest.nonce-stale"),
        ("provider.clock-skewed", "clock.skewed"),
        ("saml.audience-mismatch", "token.audience-mismatch"),
        ("saml.expired", "token.expired"),
        ("saml.signature-invalid", "token.signature-invalid"),
        ("header.prefix-doubled", "credentials.malformed"),
        ("account.not-provisioned", "user.unknown"),
        ("provider.unreachable", "token.signature-invalid"),
        ("provider.unreachable", "token.key-unknown"),
        ("provider.unreachable", "upstream.unreachable"),
        ("provider.clock-skewed", "token.not-yet-valid"),
        ("provider.misconfigured", "token.issuer-untrusted"),
        ("server.store-unavailable", "upstream.unreachable"),
        ("credentials.superfluous", "token.issuer-untrusted"),
        ("credentials.superfluous", "credentials.rejected"),
        ("credentials.superfluous", "credentials.wrong-kind"),
        ("credentials.second-gate", "credentials.scheme-unsupported"),
        ("provider.unreachable", "tls.failed"),
        ("account.not-activated", "credentials.incomplete"),
        ("saml.signature-invalid", "server.error"),
        ("server.user-file-unusable", "password.wrong"),
        ("cookie.too-large", "header.too-large"),
        ("cookie.expired", "credentials.not-sent"),
        ("cookie.not-sent-samesite", "cookie.blocked"),
        ("negotiate.clock-skew", "negotiate.ticket-invalid"),
        ("endpoint.wrong-host", "signature.mismatch"),
        ("endpoint.wrong-host", "credentials.malformed"),
        ("endpoint.wrong-environment", "access.permission-denied"),
        ("endpoint.wrong-environment", "key.unknown"),
        ("header.replaced-by-proxy", "token.signature-invalid"),
        ("header.replaced-by-proxy", "token.issuer-untrusted"),
        ("certificate.expired", "tls.failed"),
        ("certificate.untrusted", "tls.failed"),
        ("certificate.revoked", "tls.failed"),
        ("certificate.missing", "tls.failed"),
        ("dns.stale", "credentials.scheme-unsupported"),
        ("application.proxy-refused", "client.host-denied"),
        ("forward.peer-untrusted", "application.proxy-refused"),
    ];

    /// <summary>Whether the first cause tells why the second is seen.</summary>
    public static bool Explains(Cause why, Cause symptom) =>
        symptom == Causes.Credentials.Missing ? WhyMissing.Contains(why.Id, StringComparer.Ordinal)
        : symptom == Causes.Credentials.Rejected ? WhyRejected.Contains(why.Id, StringComparer.Ordinal)
        : Others.Contains((why.Id, symptom.Id));
}
