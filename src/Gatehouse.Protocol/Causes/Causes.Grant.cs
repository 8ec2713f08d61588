namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The token endpoint of an authorization server (RFC 6749).</summary>
    public static class Grant
    {
        /// <summary>The token endpoint does not take the client's id or secret (RFC 6749 section 5.2).</summary>
        public static Cause ClientRejected { get; } =
            new("grant.client-rejected", 4001, 401, Party.Caller, NextStep.Correct) { OAuthError = "invalid_client" };

        /// <summary>The code, refresh token or password given to the token endpoint is not taken (RFC 6749 section 5.2).</summary>
        public static Cause Invalid { get; } =
            new("grant.invalid", 4002, 400, Party.Caller, NextStep.Authenticate) { OAuthError = "invalid_grant" };

        /// <summary>
        /// The request to the token or authorization endpoint is not one that can be answered (RFC 6749 sections 4.1.2.1 and 5.2).
        /// </summary>
        public static Cause RequestInvalid { get; } =
            new("grant.request-invalid", 4003, 400, Party.Caller, NextStep.Correct) { OAuthError = "invalid_request" };

        internal static IEnumerable<Cause> Entries => [ClientRejected, Invalid, RequestInvalid];
    }
}
