using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class UnsafeMethodsRuleTests
{
    [Fact]
    public void Reading_works_and_writing_is_forbidden() =>
        Assert.Equal(
            ["csrf.token-missing Strong", "access.method-denied Moderate"],
            Some.Says<UnsafeMethodsRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 200),
                    SomeLog.Line(1, 403, method: "POST"),
                    SomeLog.Line(2, 200),
                    SomeLog.Line(3, 403, method: "POST"),
                ])
            )
        );

    [Fact]
    public void A_419_names_the_missing_proof() =>
        Assert.Equal(
            ["csrf.token-invalid Strong", "csrf.token-missing Moderate"],
            Some.Says<UnsafeMethodsRule>(SomeLog.Of([SomeLog.Line(0, 200), SomeLog.Line(1, 419, method: "POST")]))
        );

    [Fact]
    public void Reading_that_is_refused_too_says_nothing() =>
        Assert.Empty(
            Some.Says<UnsafeMethodsRule>(
                SomeLog.Of([
                    SomeLog.Line(0, 403),
                    SomeLog.Line(1, 403, method: "POST"),
                    SomeLog.Line(2, 403),
                    SomeLog.Line(3, 403, method: "POST"),
                ])
            )
        );
}
