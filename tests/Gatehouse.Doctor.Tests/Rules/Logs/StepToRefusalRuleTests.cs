using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class StepToRefusalRuleTests
{
    [Fact]
    public void From_one_moment_on_all_are_refused_after_a_round_timeout() =>
        Assert.Equal(
            ["provider.outage-as-401 Decisive"],
            Some.Says<StepToRefusalRule>(
                SomeLog.Of([
                    .. Enumerable
                        .Range(0, 30)
                        .Select(i => SomeLog.Line(i, 200, address: $"192.0.2.{i % 5}", extra: "rt=0.050")),
                    .. Enumerable
                        .Range(0, 30)
                        .Select(i => SomeLog.Line(100 + i, 401, address: $"192.0.2.{i % 5}", extra: "rt=5.010")),
                ])
            )
        );

    [Fact]
    public void All_are_refused_at_once_where_an_answer_took_its_time_before() =>
        Assert.Equal(
            ["provider.outage-as-401 Strong"],
            Some.Says<StepToRefusalRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 30).Select(i => SomeLog.Line(i, 200, user: $"u{i % 5}", extra: "rt=0.080")),
                    .. Enumerable
                        .Range(0, 30)
                        .Select(i => SomeLog.Line(100 + i, 401, user: $"u{i % 5}", extra: "rt=0.001")),
                ])
            )
        );

    [Fact]
    public void One_caller_who_is_refused_from_now_on_is_no_outage() =>
        Assert.Empty(
            Some.Says<StepToRefusalRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 30).Select(i => SomeLog.Line(i, 200, user: $"u{i % 5}")),
                    .. Enumerable.Range(0, 30).Select(i => SomeLog.Line(100 + (2 * i), 401, user: "u1")),
                ])
            )
        );
}
