using System.Net;
using Gatehouse.Client.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Flow;

/// <summary>Which schemes could answer a refusal, best first.</summary>
internal static class Candidates
{
    // What another password, or the same one in a better form, can change. All else is about the account.
    private static readonly HashSet<Cause> OfPasswords =
    [
        Causes.Credentials.Missing,
        Causes.Credentials.Rejected,
        Causes.Credentials.SchemeUnsupported,
        Causes.Credentials.Unreadable,
        Causes.Credentials.WrongKind,
        Causes.Digest.AlgorithmUnsupported,
        Causes.Digest.NonceStale,
        Causes.Digest.NonceUnknown,
        Causes.Digest.QopUnsupported,
        Causes.Digest.Replayed,
        Causes.Negotiate.NtlmRefused,
        Causes.Negotiate.TicketInvalid,
    ];

    /// <summary>Pairs of a scheme and the challenge that it answers.</summary>
    /// <param name="schemes">Those that have credentials for the origin.</param>
    /// <param name="sent">Whose credentials were refused; null where none were sent.</param>
    /// <param name="refusal">The refusal.</param>
    public static IEnumerable<(ClientScheme Scheme, Challenge Challenge)> For(
        IReadOnlyList<ClientScheme> schemes,
        ClientScheme? sent,
        Refusal refusal
    )
    {
        var isFinal =
            refusal is { Explained: true, Cause.Next: NextStep.Ask or NextStep.Stop } && !NamesWhatHelps(refusal);
        if (isFinal || !MayBeAnswered(refusal))
        {
            return [];
        }

        if (sent?.Kind == CredentialKind.Password && refusal.Explained && !OfPasswords.Contains(refusal.Cause))
        {
            refusal.Notes.Add("another password would change nothing");
            return [];
        }

        return refusal.Challenges.Count == 0
            ? WithoutChallenge(refusal.IsDisguised ? schemes.Where(scheme => scheme.HasAtHand) : schemes, sent)
            : refusal
                .Challenges.SelectMany(challenge => schemes.Select(scheme => (Scheme: scheme, Challenge: challenge)))
                .Where(pair => pair.Scheme.StrengthFor(pair.Challenge) > 0)
                .OrderByDescending(pair => pair.Scheme.StrengthFor(pair.Challenge));
    }

    /// <summary>The realm that a refusal names for a scheme; null where it names none.</summary>
    public static string? RealmOf(ClientScheme scheme, Refusal refusal) =>
        refusal.Challenges.FirstOrDefault(challenge => scheme.StrengthFor(challenge) > 0)?.Realm;

    private static bool MayBeAnswered(Refusal refusal) =>
        refusal.Status == HttpStatusCode.Unauthorized
        || refusal.IsDisguised
        || (refusal.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest && NamesWhatHelps(refusal));

    private static bool NamesWhatHelps(Refusal refusal) =>
        refusal.Challenges.Any(challenge => challenge["error"] is "insufficient_scope" or "use_dpop_nonce");

    // Many servers say 401 and nothing else. What needs no challenge can be sent all the same, since this origin is one
    // that it is for; and a token that was refused may have ended.
    private static IEnumerable<(ClientScheme, Challenge)> WithoutChallenge(
        IEnumerable<ClientScheme> schemes,
        ClientScheme? sent
    ) =>
        (sent is null ? schemes : [sent])
            .Where(scheme => !scheme.AnswersOneChallenge)
            .Select(scheme => (scheme, Challenge.Create(scheme.Name)));
}
