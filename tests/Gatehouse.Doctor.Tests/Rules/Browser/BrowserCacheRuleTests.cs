using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class BrowserCacheRuleTests
{
    [Theory]
    [InlineData(true, false, "Decisive")]
    [InlineData(false, true, "Moderate")]
    public void A_refusal_that_no_server_gave_is_seen(bool cache, bool worker, string strength) =>
        Assert.Equal([$"cache.stale-refusal {strength}"], Says(cache, worker));

    [Fact]
    public void One_from_the_network_is_left_alone() => Assert.Empty(Says(false, false));

    private static IReadOnlyList<string> Says(bool cache, bool worker)
    {
        var entry = Recorded.Entry("GET", "https://api.example/x", Some.Status(401));
        return Some.Says<BrowserCacheRule>(
            Recorded.Case(
                entry with
                {
                    Browser = entry.Browser! with { FromCache = cache, FromServiceWorker = worker },
                }
            )
        );
    }
}
