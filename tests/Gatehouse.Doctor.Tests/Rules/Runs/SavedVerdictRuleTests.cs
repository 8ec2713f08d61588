using Gatehouse.Doctor.Rules.Runs;
using Gatehouse.Doctor.Runs;
using Gatehouse.Doctor.Tests.Runs;

namespace Gatehouse.Doctor.Tests.Rules.Runs;

public class SavedVerdictRuleTests
{
    [Fact]
    public void What_a_saved_run_named_is_believed_as_much_as_it_was() =>
        Assert.Equal(
            ["header.prefix-missing Decisive", "token.expired Weak"],
            Some.Says<SavedVerdictRule>(
                ComparedRun.Case(
                    ("a.json", TwoRuns.Saved(TwoRuns.Office)),
                    ("b.json", TwoRuns.Saved(TwoRuns.Home)),
                    Some.Now
                )
            )
        );

    [Fact]
    public void The_other_run_s_verdict_is_not_taken_over() =>
        Assert.Empty(TwoRuns.Office.Say<SavedVerdictRule>(TwoRuns.Home));
}
