using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>What proxies' own details say of a refusal: Envoy's and Istio's response details, the load balancer's reasons, oauth2-proxy, Traefik.</summary>
[Names(
    "token.expired",
    "token.malformed",
    "token.key-unknown",
    "token.signature-invalid",
    "token.issuer-untrusted",
    "token.audience-mismatch",
    "token.not-yet-valid",
    "credentials.missing",
    "access.permission-denied",
    "provider.unreachable",
    "provider.outage-as-401",
    "session.expired-absolute",
    "session.unreadable",
    "session.unknown",
    "provider.state-mismatch",
    "credentials.rejected",
    "access.filter-refused",
    "client.rate-exceeded",
    "provider.login-failed",
    "csrf.token-invalid"
)]
internal sealed class ProxyLogRule : PhraseRule
{
    protected override IReadOnlyList<LogPhrase> Phrases { get; } =
    [
        new("jwt_authn_access_denied{Jwt_is_expired", Causes.Token.Expired, Strength.Decisive),
        new("jwt_authn_access_denied{Jwt_is_missing", Causes.Credentials.Missing, Strength.Strong),
        new("jwt_authn_access_denied{Jwt_issuer_is_not", Causes.Token.IssuerUntrusted, Strength.Decisive),
        new("jwt_authn_access_denied{Audiences_in_Jwt", Causes.Token.AudienceMismatch, Strength.Decisive),
        new("jwt_authn_access_denied{Jwt_not_yet_valid", Causes.Token.NotYetValid, Strength.Decisive),
        new("jwt_authn_access_denied{Jwt_verification_fails", Causes.Token.SignatureInvalid, Strength.Decisive),
        new("jwt_authn_access_denied{Jwks_doesn't_have_key", Causes.Token.KeyUnknown, Strength.Decisive),
        new("jwt_authn_access_denied{Jwks_remote_fetch_is_failed", Causes.Provider.OutageAs401, Strength.Decisive),
        new("jwt_authn_access_denied{Jwt_is_not_in_the_form", Causes.Token.Malformed, Strength.Decisive),
        new("rbac_access_denied", Causes.Access.PermissionDenied, Strength.Decisive),
        new("ext_authz_error", Causes.Provider.Unreachable, Strength.Strong),
        new("ext_authz_denied", Causes.Access.FilterRefused, Strength.Moderate),
        new("UAEX", Causes.Access.FilterRefused, Strength.Moderate),
        new("rate_limited", Causes.Client.RateExceeded, Strength.Strong),
        new("AuthInvalidCookie", Causes.Session.Unreadable, Strength.Decisive),
        new("AuthInvalidStateParam", Causes.Provider.StateMismatch, Strength.Decisive),
        new("AuthMissingStateParam", Causes.Provider.StateMismatch, Strength.Decisive),
        new("AuthTokenEpRequestTimeout", Causes.Provider.Unreachable, Strength.Decisive),
        new("AuthTokenEpRequestFailed", Causes.Provider.LoginFailed, Strength.Strong),
        new("AuthUserinfoEpRequestTimeout", Causes.Provider.Unreachable, Strength.Decisive),
        new("[AuthFailure] Invalid authentication via Basic Auth", Causes.Credentials.Rejected, Strength.Strong),
        new(
            "[AuthFailure] Invalid authentication via OAuth2: unauthorized",
            Causes.Access.PermissionDenied,
            Strength.Strong
        ),
        new(
            "[AuthFailure] Invalid authentication via OAuth2: unable to obtain CSRF cookie",
            Causes.Csrf.TokenInvalid,
            Strength.Decisive
        ),
        new("CSRF token mismatch, potential attack", Causes.Csrf.TokenInvalid, Strength.Strong),
        new("Error loading cookied session*not present", Causes.Session.Unknown, Strength.Strong),
        new("Error loading cookied session*signature not valid", Causes.Session.Unreadable, Strength.Decisive),
        new("cookie signature not valid", Causes.Session.Unreadable, Strength.Decisive),
        new("removing session*expired", Causes.Session.ExpiredAbsolute, Strength.Moderate),
        new("Error redeeming code", Causes.Provider.LoginFailed, Strength.Strong),
        new("Error calling http*forwardAuth", Causes.Provider.Unreachable, Strength.Strong),
        new("Error calling http*Cause: Get", Causes.Provider.Unreachable, Strength.Strong),
    ];
}
