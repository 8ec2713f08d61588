using System.Net;
using Gatehouse.Client.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Flow;

/// <summary>Which schemes could answer a refusal, best first.</summary>
internal static class Candidates
{
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
        if (refusal is { Explained: true, Cause.Next: NextStep.Ask or NextStep.Stop } || !MayBeAnswered(refusal))
        {
            return [];
        }

        return refusal.Challenges.Count == 0
            ? WithoutChallenge(schemes, sent)
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
        || (
            refusal.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest
            && refusal.Challenges.Any(challenge => challenge["error"] is "insufficient_scope" or "use_dpop_nonce")
        );

    // Many servers say 401 and nothing else. What needs no challenge can be sent all the same, since this origin is one
    // that it is for; and a token that was refused may have ended.
    private static IEnumerable<(ClientScheme, Challenge)> WithoutChallenge(
        IReadOnlyList<ClientScheme> schemes,
        ClientScheme? sent
    ) =>
        (sent is null ? schemes : [sent])
            .Where(scheme => !scheme.AnswersOneChallenge)
            .Select(scheme => (scheme, Challenge.Create(scheme.Name)));
}
