using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class ToldByStatusRuleTests
{
    [Fact]
    public void A_refusal_from_the_cache_is_stale() =>
        Assert.Equal(
            ["cache.stale-refusal Decisive"],
            Some.Says<ToldByStatusRule>(
                SomeLog.Of([SomeLog.Line(0, 401, extra: "HIT"), SomeLog.Line(1, 401, extra: "HIT")])
            )
        );

    [Fact]
    public void Too_many_requests_say_so() =>
        Assert.Equal(["client.rate-exceeded Strong"], Some.Says<ToldByStatusRule>(SomeLog.Of([SomeLog.Line(0, 429)])));

    [Fact]
    public void Success_from_the_cache_says_nothing() =>
        Assert.Empty(
            Some.Says<ToldByStatusRule>(SomeLog.Of([SomeLog.Line(0, 200, extra: "HIT"), SomeLog.Line(1, 401)]))
        );
}
