using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The same with a parameter that no cache has seen.</summary>
internal sealed class PastCacheProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: { } url } subject
            || file.First(ProbeIntent.PastCache) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer: { Status: >= 300 } answer }
            || CacheMarks.HitOf(answer) is null
        )
        {
            yield break;
        }

        var fresh = new UriBuilder(url) { Query = $"{url.Query.TrimStart('?')}&gatehouse-doctor=1".TrimStart('&') }.Uri;
        yield return new ProbePlan
        {
            Intent = ProbeIntent.PastCache,
            Label = "past the cache",
            Request = subject with
            {
                Url = fresh,
                Target = fresh.PathAndQuery,
                Headers = subject.Headers.With("Cache-Control", "no-cache"),
            },
            Always = 0.9,
            Outcomes =
            [
                [Causes.Cache.StaleRefusal],
            ],
        };
    }
}
