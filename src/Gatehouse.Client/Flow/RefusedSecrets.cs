using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Flow;

/// <summary>Which refusals say that the secret behind what was sent is wrong.</summary>
internal static class RefusedSecrets
{
    // What the server finds fault with besides the secret: the same one may be right the next time.
    private static readonly HashSet<Cause> Others =
    [
        Causes.Credentials.SchemeUnsupported,
        Causes.Credentials.Malformed,
        Causes.Credentials.Ambiguous,
        Causes.Digest.AlgorithmUnsupported,
        Causes.Digest.NonceStale,
        Causes.Digest.NonceUnknown,
        Causes.Digest.QopUnsupported,
        Causes.Digest.Replayed,
        Causes.Token.AssuranceInsufficient,
        Causes.Token.NotYetValid,
        Causes.Token.ScopeInsufficient,
        Causes.Token.TooOld,
    ];

    /// <summary>Whether the secret counts as refused.</summary>
    public static bool Condemns(FlowAttempt attempt) =>
        attempt is { Scheme: { } scheme, Refusal: { } refusal }
        && (refusal.Status == HttpStatusCode.Unauthorized || refusal.Cause == Causes.Refusal.AsRedirect)
        && (!Others.Contains(refusal.Cause) || IsTakenBack(attempt))
        // What is missing is the server's nonce in the proof (RFC 9449 section 9), and nothing of the token.
        && !refusal.Challenges.Any(challenge => challenge["error"] is "use_dpop_nonce")
        && (attempt.IsAnswer || !scheme.AnswersOneChallenge);

    // The server asked for this scheme a moment ago, and does not mention it any more.
    private static bool IsTakenBack(FlowAttempt attempt) =>
        attempt is { IsAnswer: true, Refusal: { Explained: false, Cause: var cause } }
        && cause == Causes.Credentials.SchemeUnsupported;
}
