using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Answers that name their reason by the status alone: 429, 431, nginx's 494, 407, 495 and 496, or a cache's refusal.</summary>
[Names(
    "client.rate-exceeded",
    "header.too-large",
    "proxy.authentication-required",
    "certificate.missing",
    "certificate.untrusted",
    "cache.stale-refusal"
)]
internal sealed class ToldByStatusRule : LogRule
{
    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var hits = findings.Refusals.Count(refusal => refusal.Cache is "HIT" or "STALE" or "UPDATING");
        if (hits > 0)
        {
            yield return new Clue(
                Causes.Cache.StaleRefusal,
                AreMost(hits, findings.Refusals.Count, 50) ? Strength.Decisive : Strength.Moderate,
                $"{hits} of {findings.Refusals.Count} refusals came from the cache"
            )
            {
                Remedy =
                    $"Let no cache keep answers to requests with Authorization: proxy_cache_bypass and proxy_no_cache $http_authorization",
            };
        }

        foreach (var (status, cause) in Statuses)
        {
            var count = findings.Requests.Count(request => request.Status == status);
            if (count > 0)
            {
                yield return new Clue(
                    cause,
                    findings.Refusals.Count == 0 ? Strength.Strong
                        : count > findings.Refusals.Count ? Strength.Moderate
                        : Strength.Weak,
                    $"{count} requests were answered with {status}"
                );
            }
        }
    }

    private static readonly (int Status, Cause Cause)[] Statuses =
    [
        (429, Causes.Client.RateExceeded),
        (431, Causes.Header.TooLarge),
        (494, Causes.Header.TooLarge),
        (407, Causes.Proxy.AuthenticationRequired),
        (496, Causes.Certificate.Missing),
        (495, Causes.Certificate.Untrusted),
    ];
}
