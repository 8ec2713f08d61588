using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class OneAgentRuleTests
{
    [Fact]
    public void One_program_is_filtered_from_every_address() =>
        Assert.Equal(
            ["waf.blocked Strong"],
            Some.Says<OneAgentRule>(
                SomeLog.Of([
                    .. Enumerable
                        .Range(0, 6)
                        .Select(i => SomeLog.Line(i, 403, agent: "python-requests/2", address: $"192.0.2.{i}")),
                    .. Enumerable.Range(0, 6).Select(i => SomeLog.Line(i, 200)),
                ])
            )
        );

    [Fact]
    public void One_program_sends_nothing() =>
        Assert.Equal(
            ["credentials.not-sent Moderate"],
            Some.Says<OneAgentRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 6).Select(i => SomeLog.Line(60 + i, 401, agent: "python-requests/2")),
                    .. Enumerable.Range(0, 6).Select(i => SomeLog.Line(i, 200)),
                ])
            )
        );

    [Fact]
    public void A_program_that_is_also_served_is_not_it() =>
        Assert.Empty(
            Some.Says<OneAgentRule>(
                SomeLog.Of([
                    .. Enumerable.Range(0, 6).Select(i => SomeLog.Line(i, 403, agent: "python-requests/2")),
                    .. Enumerable.Range(0, 6).Select(i => SomeLog.Line(i, 200)),
                    SomeLog.Line(9, 200, "/x", agent: "python-requests/2"),
                ])
            )
        );
}
