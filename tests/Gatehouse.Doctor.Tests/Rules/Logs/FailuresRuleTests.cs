using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class FailuresRuleTests
{
    [Theory]
    [InlineData(504, "upstream.timeout Strong")]
    [InlineData(502, "upstream.unreachable Moderate")]
    [InlineData(500, "server.error Moderate")]
    public void Where_nobody_is_refused_the_failures_are_what_is_wrong(int status, string clue) =>
        Assert.Equal([clue], Some.Says<FailuresRule>(SomeLog.Of([SomeLog.Line(0, 200), SomeLog.Line(1, status)])));

    [Fact]
    public void A_log_with_many_failures_is_not_well() =>
        Assert.False(SomeLog.Of([SomeLog.Line(0, 200), SomeLog.Line(1, 504)]).Sound);

    [Theory]
    [InlineData(422, false)]
    [InlineData(404, true)]
    public void Nor_is_one_that_turns_many_down_by_other_statuses_than_not_found(int status, bool sound) =>
        Assert.Equal(sound, SomeLog.Of([SomeLog.Line(0, 200), SomeLog.Line(1, status)]).Sound);

    [Fact]
    public void One_failure_of_many_requests_is_everyday() =>
        Assert.Empty(
            Some.Says<FailuresRule>(
                SomeLog.Of([SomeLog.Line(0, 500), .. Enumerable.Range(1, 20).Select(at => SomeLog.Line(at, 200))])
            )
        );

    [Fact]
    public void Beside_refusals_they_say_nothing() =>
        Assert.Empty(Some.Says<FailuresRule>(SomeLog.Of([SomeLog.Line(0, 401), SomeLog.Line(1, 504)])));
}
