namespace Gatehouse.Protocol.Causes;

public static partial class Causes
{
    /// <summary>The Digest scheme (RFC 7616).</summary>
    public static class Digest
    {
        /// <summary>The nonce has ended; the response to it was right (RFC 7616 section 3.3, stale).</summary>
        public static Cause NonceStale { get; } =
            new("digest.nonce-stale", 501, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The nonce was not issued by this site.</summary>
        public static Cause NonceUnknown { get; } =
            new("digest.nonce-unknown", 502, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The nonce count was seen already.</summary>
        public static Cause Replayed { get; } =
            new("digest.replayed", 503, 401, Party.Caller, NextStep.Authenticate) { IisSubstatus = "401.1" };

        /// <summary>The uri parameter is not the request's target (RFC 7616 section 3.4.6).</summary>
        public static Cause UriMismatch { get; } = new("digest.uri-mismatch", 504, 400, Party.Caller, NextStep.Correct);

        /// <summary>The response does not match. Masked: for a known and an unknown user alike.</summary>
        public static Cause ResponseWrong { get; } =
            new("digest.response-wrong", 505, 401, Party.Caller, NextStep.Correct)
            {
                IisSubstatus = "401.1",
                Public = Causes.Credentials.Rejected,
            };

        /// <summary>The quality of protection is not one that was offered.</summary>
        public static Cause QopUnsupported { get; } =
            new("digest.qop-unsupported", 506, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        /// <summary>The algorithm is not one that was offered.</summary>
        public static Cause AlgorithmUnsupported { get; } =
            new("digest.algorithm-unsupported", 507, 401, Party.Caller, NextStep.Correct) { IisSubstatus = "401.1" };

        internal static IEnumerable<Cause> Entries =>
            [NonceStale, NonceUnknown, Replayed, UriMismatch, ResponseWrong, QopUnsupported, AlgorithmUnsupported];
    }
}
