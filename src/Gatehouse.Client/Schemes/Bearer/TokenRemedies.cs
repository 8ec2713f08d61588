using System.Net;
using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Schemes.Bearer;

/// <summary>Which refusals of a token another one, got in the same way, cannot change.</summary>
internal static class TokenRemedies
{
    private static readonly HashSet<Cause> Beyond =
    [
        Causes.Token.AlgorithmRefused,
        Causes.Token.AudienceMismatch,
        Causes.Token.BindingMismatch,
        Causes.Token.IssuerUntrusted,
        Causes.Token.TypeWrong,
    ];

    private static readonly HashSet<Cause> Needs =
    [
        Causes.Token.AssuranceInsufficient,
        Causes.Token.ScopeInsufficient,
        Causes.Token.TooOld,
    ];

    /// <summary>Whether the cause lies in how the token is asked for, and not in this one token.</summary>
    public static bool IsBeyondRenewal(Cause cause) => Beyond.Contains(cause);

    /// <summary>Whether a refusal found fault with the token, and not with what it is good for or with its proof.</summary>
    public static bool IsOfTheTokenItself(Refusal refusal) =>
        refusal.Status == HttpStatusCode.Unauthorized
        && !Needs.Contains(refusal.Cause)
        && !refusal.Challenges.Any(challenge => challenge["error"] is "use_dpop_nonce");
}
