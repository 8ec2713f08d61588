using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Caches;

/// <summary>The refusal comes out of a cache; past the cache the answer is another.</summary>
[Names("cache.stale-refusal", "cache.stale-redirect")]
internal sealed class CachedRefusalRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Answer: { Status: >= 300 } answer } main)
        {
            yield break;
        }

        var cause = answer.IsRedirect ? Causes.Cache.StaleRedirect : Causes.Cache.StaleRefusal;
        var mark = CacheMarks.HitOf(answer) ?? (main.Browser is { FromCache: true } ? "the browser's cache" : null);
        if (mark is null)
        {
            yield break;
        }

        if (file.First(ProbeIntent.PastCache) is { Answer: { } fresh } past)
        {
            yield return fresh.IsSuccess
                ? new Clue(
                    cause,
                    Strength.Decisive,
                    $"The answer {answer.Status} comes out of a cache ({mark}); past the cache it is {fresh.Status}"
                )
                {
                    Source = past.Source,
                    Remedy = $"Purge this address from the cache, and send Cache-Control: no-store with refusals",
                    RemedyBy = Party.Operator,
                }
                : new Clue(cause, Strength.Against, $"Past the cache the answer is {fresh.Status} too")
                {
                    Source = past.Source,
                };
            yield break;
        }

        yield return new Clue(
            cause,
            Strength.Strong,
            $"The answer {answer.Status} was kept by a cache ({mark}) although it is a refusal"
        )
        {
            Source = main.Source,
        };
    }
}
