using System.Collections.Frozen;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Hypotheses;

/// <summary>How common a cause is before anything was seen: decimal logarithms, 0 for what is met every week.</summary>
internal static class Priors
{
    /// <summary>The weight of "something that no clue points to".</summary>
    public const double SomethingElse = 1.0;

    private const double Occasional = -0.3;

    private const double Rare = -0.7;

    private static readonly FrozenSet<string> CommonOnes = FrozenSet.Create(
        StringComparer.Ordinal,
        "credentials.missing",
        "credentials.rejected",
        "credentials.not-sent",
        "credentials.wrong-kind",
        "credentials.shell-expanded",
        "credentials.stale-cached",
        "header.prefix-missing",
        "header.prefix-doubled",
        "header.whitespace",
        "header.quoted",
        "header.placeholder",
        "header.stripped-by-redirect",
        "header.stripped-by-server",
        "header.too-large",
        "token.expired",
        "token.audience-mismatch",
        "token.issuer-untrusted",
        "token.scope-insufficient",
        "token.signature-invalid",
        "token.type-wrong",
        "clock.skewed",
        "replica.inconsistent",
        "session.unreadable",
        "session.unknown",
        "csrf.token-missing",
        "csrf.token-invalid",
        "preflight.refused",
        "cors.refusal-unreadable",
        "cookie.not-sent-samesite",
        "cookie.not-sent-domain",
        "endpoint.wrong-environment",
        "endpoint.wrong-path",
        "access.reported-as-401",
        "access.permission-denied",
        "refusal.as-redirect",
        "waf.blocked",
        "grant.invalid",
        "grant.client-rejected",
        "user.locked"
    );

    private static readonly FrozenSet<string> RareFamilies = FrozenSet.Create(
        StringComparer.Ordinal,
        "saml",
        "forward",
        "mfa",
        "request",
        "upstream"
    );

    /// <summary>The prior of this cause.</summary>
    public static double Of(Cause cause) =>
        CommonOnes.Contains(cause.Id) ? 0
        : RareFamilies.Contains(cause.Family) ? Rare
        : Occasional;
}
