using System.Collections.Frozen;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Dress;

/// <summary>Which situation a cause is for a server that knows less of it than the catalogue.</summary>
internal static class DressSituations
{
    // Only causes whose status says too little; the others follow from it.
    private static readonly FrozenDictionary<Cause, DressSituation> ByCause = new (DressSituation, string[])[]
    {
        (
            DressSituation.Absent,
            [
                "credentials.missing",
                "credentials.scheme-unsupported",
                "credentials.in-query",
                "credentials.not-sent",
                "credentials.incomplete",
                "header.stripped-by-redirect",
                "header.stripped-by-proxy",
                "header.stripped-by-server",
                "header.prefix-missing",
                "cookie.not-sent-secure",
                "cookie.not-sent-samesite",
                "cookie.not-sent-domain",
                "cookie.not-sent-path",
                "cookie.blocked",
                "key.misplaced",
                "endpoint.wrong-path",
                "endpoint.wrong-method",
                "endpoint.insecure-scheme",
                "challenge.missing",
                "challenge.malformed",
                "challenge.unknown-scheme",
                "challenge.metadata-mismatch",
                "preflight.refused",
                "cors.refusal-unreadable",
                "cache.stale-refusal",
                "server.protection-unintended",
                "application.authentication-absent",
                "mfa.required",
                "refusal.as-redirect",
                "refusal.as-success",
                "dns.failed",
                "tls.failed",
            ]
        ),
        (
            DressSituation.Malformed,
            [
                "credentials.malformed",
                "credentials.unreadable",
                "credentials.ambiguous",
                "basic.line-wrapped",
                "basic.wrong-alphabet",
                "header.prefix-doubled",
                "header.quoted",
                "header.whitespace",
                "header.duplicated",
                "header.placeholder",
                "header.scheme-case",
                "token.malformed",
                "session.unreadable",
            ]
        ),
        (
            DressSituation.Expired,
            [
                "token.expired",
                "token.too-old",
                "token.inactive",
                "key.expired",
                "password.expired",
                "session.expired-idle",
                "session.expired-absolute",
                "cookie.expired",
                "digest.nonce-stale",
                "saml.expired",
                "credentials.stale-cached",
            ]
        ),
        (
            DressSituation.Wrong,
            ["grant.invalid", "digest.uri-mismatch", "token.refresh-reused", "provider.state-mismatch"]
        ),
    }
        .SelectMany(group => group.Item2.Select(id => KeyValuePair.Create(Causes.Find(id)!, group.Item1)))
        .ToFrozenDictionary();

    /// <summary>The situation of a cause; every cause has one.</summary>
    public static DressSituation Of(Cause cause) =>
        ByCause.TryGetValue(cause, out var situation)
            ? situation
            : cause.Status switch
            {
                301 or 302 or 308 => DressSituation.Moved,
                400 => DressSituation.BadRequest,
                403 => DressSituation.Forbidden,
                404 => DressSituation.NotFound,
                405 => DressSituation.MethodNotAllowed,
                407 => DressSituation.ProxyAuthentication,
                429 => DressSituation.Throttled,
                431 => DressSituation.TooLarge,
                500 => DressSituation.ServerFault,
                502 => DressSituation.BadGateway,
                503 or 511 => DressSituation.Unavailable,
                504 => DressSituation.GatewayTimeout,
                _ => DressSituation.Wrong,
            };

    /// <summary>The status code of RFC 9110 for it; a server may use another.</summary>
    public static int Status(this DressSituation situation) =>
        situation switch
        {
            DressSituation.Forbidden => 403,
            DressSituation.ProxyAuthentication => 407,
            DressSituation.BadRequest => 400,
            DressSituation.NotFound => 404,
            DressSituation.MethodNotAllowed => 405,
            DressSituation.Moved => 308,
            DressSituation.TooLarge => 431,
            DressSituation.Throttled => 429,
            DressSituation.ServerFault => 500,
            DressSituation.BadGateway => 502,
            DressSituation.Unavailable => 503,
            DressSituation.GatewayTimeout => 504,
            _ => 401,
        };
}
