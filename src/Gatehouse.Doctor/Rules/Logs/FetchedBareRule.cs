using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Only what browsers fetch without credentials is refused: manifests, fonts, modules, source maps.</summary>
[Names("credentials.not-sent")]
internal sealed class FetchedBareRule : LogRule
{
    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var bare = findings.Refusals.Where(refusal => LogPaths.IsFetchedBare(refusal.Path)).ToList();
        if (bare.Count == 0 || !AreMost(bare.Count, findings.Refusals.Count, 90))
        {
            yield break;
        }

        var addresses = bare.Select(refusal => refusal.Address).ToHashSet(StringComparer.Ordinal);
        var pages = findings.Requests.Count(request => request.IsSuccess && addresses.Contains(request.Address));
        yield return new Clue(
            Causes.Credentials.NotSent,
            pages > 0 ? Strength.Decisive : Strength.Strong,
            $"{bare.Count} of {findings.Refusals.Count} refusals are of {bare[0].Path} and its like, which browsers fetch without credentials; the same addresses are served {pages} other requests"
        )
        {
            Remedy = $"Say crossorigin=\"use-credentials\" on the link, or leave {bare[0].Path} open",
        };
    }
}
