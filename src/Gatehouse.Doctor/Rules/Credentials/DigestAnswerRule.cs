using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>A Digest answer against the request that carries it and the challenge that came back (RFC 7616).</summary>
[Names(
    "digest.uri-mismatch",
    "digest.nonce-stale",
    "digest.replayed",
    "digest.algorithm-unsupported",
    "digest.qop-unsupported",
    "digest.nonce-unknown"
)]
internal sealed class DigestAnswerRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Request: { } request, Answer: { Status: 400 or 401 } answer } main
            || Read(request.Authorization) is not { } given
        )
        {
            yield break;
        }

        var uri = given["uri"];
        if (
            uri is not null
            && uri != request.Target
            && uri != request.Url?.PathAndQuery
            && uri != request.Url?.AbsoluteUri
        )
        {
            yield return new Clue(
                Causes.Digest.UriMismatch,
                Strength.Decisive,
                $"The answer to the challenge is computed for {uri}, and {request.Target} was asked for"
            )
            {
                Source = main.Source,
            };
        }

        var nonce = given["nonce"];
        var count = given["nc"];
        if (
            count is not null
            && file.Exchanges.TakeWhile(exchange => exchange.Number < main.Number)
                .Select(exchange => Read(exchange.Request?.Authorization))
                .Any(earlier => earlier?["nonce"] == nonce && string.CompareOrdinal(earlier?["nc"], count) >= 0)
        )
        {
            yield return new Clue(
                Causes.Digest.Replayed,
                Strength.Decisive,
                $"The nonce count {count} was used before with the same nonce"
            )
            {
                Source = main.Source,
            };
        }

        var offers = answer.Challenges.Challenges.Where(challenge => challenge.Is("Digest")).ToList();
        if (offers.Count == 0)
        {
            yield break;
        }

        if (offers.Exists(offer => "true".Equals(offer["stale"], StringComparison.OrdinalIgnoreCase)))
        {
            yield return new Clue(
                Causes.Digest.NonceStale,
                Strength.Decisive,
                $"The new challenge says stale=true: the password is right, and the nonce has ended"
            )
            {
                Source = main.Source,
                Remedy = $"Answer the new challenge once more with its nonce",
            };
        }

        var algorithm = given["algorithm"] ?? "MD5";
        if (!offers.Exists(offer => algorithm.Equals(offer["algorithm"] ?? "MD5", StringComparison.OrdinalIgnoreCase)))
        {
            yield return new Clue(
                Causes.Digest.AlgorithmUnsupported,
                Strength.Decisive,
                $"The answer uses {algorithm}, and the server offers {string.Join(", ", offers.Select(offer => offer["algorithm"] ?? "MD5"))}"
            )
            {
                Source = main.Source,
            };
        }

        if (
            given["qop"] is { } qop
            && !offers.Exists(offer =>
                (offer["qop"] ?? string.Empty)
                    .Split(',', StringSplitOptions.TrimEntries)
                    .Contains(qop, StringComparer.OrdinalIgnoreCase)
            )
        )
        {
            yield return new Clue(
                Causes.Digest.QopUnsupported,
                Strength.Strong,
                $"The answer uses the quality of protection {qop}, which the challenge does not offer"
            )
            {
                Source = main.Source,
            };
        }
    }

    // The answer has the form of a challenge: a scheme's name and parameters.
    private static Challenge? Read(string? authorization) =>
        authorization?.StartsWith("Digest ", StringComparison.OrdinalIgnoreCase) == true
        && ChallengeParser.ReadLeniently([authorization]).Challenges is [var answer, ..]
            ? answer
            : null;
}
