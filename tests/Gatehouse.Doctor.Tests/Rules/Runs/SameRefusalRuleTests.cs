using Gatehouse.Doctor.Rules.Runs;
using Gatehouse.Doctor.Tests.Runs;

namespace Gatehouse.Doctor.Tests.Rules.Runs;

public class SameRefusalRuleTests
{
    [Fact]
    public void The_same_refusal_from_elsewhere_speaks_against_the_way() =>
        Assert.Contains(
            "network.address-dependent StronglyAgainst",
            TwoRuns.Office.Say<SameRefusalRule>(TwoRuns.Seen(401, "192.168.1.4", "203.0.113.10"))
        );

    [Fact]
    public void Another_refusal_says_nothing() =>
        Assert.Empty(TwoRuns.Office.Say<SameRefusalRule>(TwoRuns.Seen(403, "192.168.1.4", "203.0.113.10")));

    [Fact]
    public void The_same_machine_s_own_refusal_says_nothing() =>
        Assert.Empty(TwoRuns.Office.Say<SameRefusalRule>(TwoRuns.Office));
}
