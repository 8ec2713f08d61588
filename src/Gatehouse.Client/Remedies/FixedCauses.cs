using System.Collections.Frozen;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Remedies;

/// <summary>Which causes the client cures, avoids, or names to whoever must act.</summary>
public static class FixedCauses
{
    private static readonly FrozenDictionary<Cause, Remedy> Remedies = Table().ToFrozenDictionary();

    /// <summary>The causes that it does something about.</summary>
    public static IReadOnlyCollection<Cause> All => Remedies.Keys;

    /// <summary>What it does about a cause; null where it can neither cure nor even tell it, and only the doctor can.</summary>
    public static Remedy? For(Cause cause) => Remedies.TryGetValue(cause, out var remedy) ? remedy : null;

    private static Dictionary<Cause, Remedy> Table()
    {
        // What a Gatehouse decides it names in its answer, so that the client can at least repeat it.
        // Its answers say nothing of a cookie that never came, nor of what an application behind it has in mind.
        var table = Causes
            .All.Where(cause => !cause.OutsideOnly)
            .Except([Causes.Cookie.Blocked, Causes.Upstream.Unauthorized])
            .ToDictionary(cause => cause, _ => Remedy.Names);
        foreach (var (remedy, causes) in Particular)
        {
            foreach (var cause in causes)
            {
                table[cause] = remedy;
            }
        }

        return table;
    }

    private static IEnumerable<(Remedy Remedy, Cause[] Causes)> Particular =>
        [
            (
                Remedy.Names,
                [
                    Causes.Challenge.UnknownScheme,
                    Causes.Grant.ClientRejected,
                    Causes.Header.TooLarge,
                    Causes.Proxy.AuthenticationRequired,
                    Causes.Proxy.CaptivePortal,
                ]
            ),
            (
                Remedy.Avoids,
                [
                    Causes.Basic.Encoding,
                    Causes.Basic.LineWrapped,
                    Causes.Basic.WrongAlphabet,
                    Causes.Credentials.Ambiguous,
                    Causes.Credentials.InQuery,
                    Causes.Credentials.Malformed,
                    Causes.Credentials.NotSent,
                    Causes.Credentials.Unreadable,
                    Causes.Digest.AlgorithmUnsupported,
                    Causes.Digest.QopUnsupported,
                    Causes.Digest.Replayed,
                    Causes.Digest.UriMismatch,
                    Causes.Header.Duplicated,
                    Causes.Header.PrefixDoubled,
                    Causes.Header.PrefixMissing,
                    Causes.Header.SchemeCase,
                    Causes.Header.Whitespace,
                    Causes.Key.Misplaced,
                ]
            ),
            (
                Remedy.AnswersChallenge,
                [
                    Causes.Basic.ColonInUser,
                    Causes.Challenge.Malformed,
                    Causes.Credentials.Missing,
                    Causes.Credentials.SchemeUnsupported,
                ]
            ),
            (
                Remedy.SendsUnasked,
                [
                    Causes.Challenge.Missing,
                    Causes.Refusal.AsForbidden,
                    Causes.Refusal.AsRedirect,
                    Causes.Refusal.AsServerError,
                    Causes.Refusal.AsSuccess,
                ]
            ),
            (Remedy.TakesNewNonce, [Causes.Digest.NonceStale, Causes.Digest.NonceUnknown]),
            (
                Remedy.AsksForPassword,
                [
                    Causes.Credentials.Rejected,
                    Causes.Credentials.StaleCached,
                    Causes.Digest.ResponseWrong,
                    Causes.Password.Wrong,
                    Causes.User.Unknown,
                ]
            ),
            (Remedy.AsksForKey, [Causes.Key.Expired, Causes.Key.Revoked, Causes.Key.Unknown]),
            (
                Remedy.RenewsToken,
                [
                    Causes.Token.Expired,
                    Causes.Token.Inactive,
                    Causes.Token.KeyUnknown,
                    Causes.Token.Malformed,
                    Causes.Token.NotYetValid,
                    Causes.Token.Revoked,
                    Causes.Token.SignatureInvalid,
                ]
            ),
            (Remedy.WidensToken, [Causes.Token.ScopeInsufficient]),
            (Remedy.StepsUp, [Causes.Token.AssuranceInsufficient, Causes.Token.TooOld]),
            (Remedy.SignsInAgain, [Causes.Grant.Invalid, Causes.Token.RefreshReused]),
            (
                Remedy.Waits,
                [
                    Causes.Client.Banned,
                    Causes.Client.ConcurrencyExceeded,
                    Causes.Client.RateExceeded,
                    Causes.Credentials.Throttled,
                    Causes.Provider.Unreachable,
                    Causes.Server.Busy,
                    Causes.Server.Maintenance,
                    Causes.Server.StoreUnavailable,
                    Causes.Upstream.Timeout,
                    Causes.Upstream.Unreachable,
                ]
            ),
            (Remedy.FollowsRedirect, [Causes.Header.StrippedByRedirect, Causes.Route.Moved]),
        ];
}
