using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class BackendRuleTests
{
    [Fact]
    public void One_server_of_three_refuses() =>
        Assert.Equal(
            ["replica.inconsistent Decisive"],
            Some.Says<BackendRule>(
                SomeLog.Of([
                    .. Enumerable
                        .Range(0, 30)
                        .Select(i =>
                            SomeLog.Line(10 * i, i % 3 == 0 ? 401 : 200, extra: $"upstream=10.0.0.{i % 3}:80")
                        ),
                ])
            )
        );

    [Fact]
    public void The_same_caller_is_served_and_refused_in_turn() =>
        Assert.Equal(
            ["replica.inconsistent Strong"],
            Some.Says<BackendRule>(
                SomeLog.Of([.. Enumerable.Range(0, 30).Select(i => SomeLog.Line(10 * i, i % 3 == 0 ? 401 : 200))])
            )
        );

    [Fact]
    public void Servers_that_all_refuse_agree() =>
        Assert.Empty(
            Some.Says<BackendRule>(
                SomeLog.Of([
                    .. Enumerable
                        .Range(0, 30)
                        .Select(i => SomeLog.Line(10 * i, 401, extra: $"upstream=10.0.0.{i % 3}:80")),
                ])
            )
        );

    [Fact]
    public void A_few_lines_that_all_agree_are_a_strong_sign() =>
        Assert.Equal(
            ["replica.inconsistent Strong"],
            Some.Says<BackendRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200, extra: "upstream=\"10.0.0.11:8080\""),
                    SomeLog.Line(1, 401, extra: "upstream=\"10.0.0.12:8080\""),
                    SomeLog.Line(2, 200, extra: "upstream=\"10.0.0.11:8080\""),
                    SomeLog.Line(3, 401, extra: "upstream=\"10.0.0.12:8080\""),
                    SomeLog.Line(4, 401, extra: "upstream=\"10.0.0.12:8080\""),
                ])
            )
        );
}
