namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>Bearer tokens (RFC 6750).</summary>
    public static class Token
    {
        /// <summary>The token is not a JWT (RFC 7519).</summary>
        public static Cause Malformed { get; } =
            new("token.malformed", 701, 401, Party.Caller, NextStep.Correct)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The signature does not verify (RFC 7515).</summary>
        public static Cause SignatureInvalid { get; } =
            new("token.signature-invalid", 702, 401, Party.Caller, NextStep.Authenticate)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The signature algorithm is not one that is taken (RFC 8725 section 3.1).</summary>
        public static Cause AlgorithmRefused { get; } =
            new("token.algorithm-refused", 703, 401, Party.Provider, NextStep.Ask)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The issuer publishes no key of this kid.</summary>
        public static Cause KeyUnknown { get; } =
            new("token.key-unknown", 704, 401, Party.Provider, NextStep.Renew)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The token has expired (exp).</summary>
        public static Cause Expired { get; } =
            new("token.expired", 705, 401, Party.Caller, NextStep.Renew)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The token is not valid yet (nbf or iat).</summary>
        public static Cause NotYetValid { get; } =
            new("token.not-yet-valid", 706, 401, Party.Provider, NextStep.Wait)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The issuer is none that this route trusts (iss).</summary>
        public static Cause IssuerUntrusted { get; } =
            new("token.issuer-untrusted", 707, 401, Party.Caller, NextStep.Authenticate)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The token was issued for another audience (aud).</summary>
        public static Cause AudienceMismatch { get; } =
            new("token.audience-mismatch", 708, 401, Party.Caller, NextStep.Authenticate)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The token is of another type than an access token (typ, RFC 9068).</summary>
        public static Cause TypeWrong { get; } =
            new("token.type-wrong", 709, 401, Party.Caller, NextStep.Correct)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The token was revoked (RFC 7009).</summary>
        public static Cause Revoked { get; } =
            new("token.revoked", 710, 401, Party.Caller, NextStep.Authenticate)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The issuer says that the token is not active (RFC 7662).</summary>
        public static Cause Inactive { get; } =
            new("token.inactive", 711, 401, Party.Caller, NextStep.Renew)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The token lacks a scope (RFC 6750 section 3.1).</summary>
        public static Cause ScopeInsufficient { get; } =
            new("token.scope-insufficient", 712, 403, Party.Operator, NextStep.Ask)
            {
                OAuthError = "insufficient_scope",
                IisSubstatus = "401.3",
            };

        /// <summary>The token is bound to a key or certificate that the request did not prove (RFC 9449, RFC 8705).</summary>
        public static Cause BindingMismatch { get; } =
            new("token.binding-mismatch", 713, 401, Party.Caller, NextStep.Correct)
            {
                OAuthError = "invalid_token",
                IisSubstatus = "401.1",
            };

        /// <summary>The sign-in is longer ago than this route allows (RFC 9470 max_age).</summary>
        public static Cause TooOld { get; } =
            new("token.too-old", 714, 401, Party.Caller, NextStep.StepUp)
            {
                OAuthError = "insufficient_user_authentication",
                IisSubstatus = "401.1",
            };

        /// <summary>The sign-in was weaker than this route asks (RFC 9470 acr_values).</summary>
        public static Cause AssuranceInsufficient { get; } =
            new("token.assurance-insufficient", 715, 401, Party.Caller, NextStep.StepUp)
            {
                OAuthError = "insufficient_user_authentication",
                IisSubstatus = "401.1",
            };

        /// <summary>A refresh token was used twice; its family is revoked (RFC 9700 section 4.14).</summary>
        public static Cause RefreshReused { get; } =
            new("token.refresh-reused", 716, 400, Party.Caller, NextStep.Authenticate) { OAuthError = "invalid_grant" };

        internal static IEnumerable<Cause> Entries =>
            [
                Malformed,
                SignatureInvalid,
                AlgorithmRefused,
                KeyUnknown,
                Expired,
                NotYetValid,
                IssuerUntrusted,
                AudienceMismatch,
                TypeWrong,
                Revoked,
                Inactive,
                ScopeInsufficient,
                BindingMismatch,
                TooOld,
                AssuranceInsufficient,
                RefreshReused,
            ];
    }
}
