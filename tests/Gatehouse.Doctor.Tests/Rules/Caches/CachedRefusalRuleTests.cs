using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Caches;

namespace Gatehouse.Doctor.Tests.Rules.Caches;

public class CachedRefusalRuleTests
{
    [Theory]
    [InlineData("Age", "34", "cache.stale-refusal Strong")]
    [InlineData("X-Cache", "HIT from edge", "cache.stale-refusal Strong")]
    [InlineData("X-Cache", "MISS", null)]
    [InlineData("Age", "0", null)]
    public void A_refusal_with_a_cache_s_mark_was_kept(string name, string value, string? said) =>
        Assert.Equal(
            said is null ? [] : [said],
            Some.Says<CachedRefusalRule>(Some.Case(Some.Get(), Some.Status(401, "", (name, value))))
        );

    [Theory]
    [InlineData(200, "cache.stale-refusal Decisive")]
    [InlineData(401, "cache.stale-refusal Against")]
    public void A_look_past_the_cache_settles_it(int fresh, string said) =>
        Assert.Equal(
            [said],
            SeenAnswers.Say<CachedRefusalRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, Some.Status(401, "", ("Age", "34"))),
                (ProbeIntent.PastCache, Some.Status(fresh))
            )
        );
}
