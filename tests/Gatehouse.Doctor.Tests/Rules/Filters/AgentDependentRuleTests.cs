using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Filters;

namespace Gatehouse.Doctor.Tests.Rules.Filters;

public class AgentDependentRuleTests
{
    [Theory]
    [InlineData(200, "waf.blocked Strong")]
    [InlineData(401, "waf.blocked Strong")]
    [InlineData(503, "waf.blocked Moderate")]
    [InlineData(403, "waf.blocked WeaklyAgainst")]
    public void An_answer_that_depends_on_the_program_s_name_comes_from_a_filter(int browser, string said) =>
        Assert.Equal(
            [said],
            SeenAnswers.Say<AgentDependentRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, Some.Status(403)),
                (ProbeIntent.OtherAgent, Some.Status(browser))
            )
        );

    [Fact]
    public void It_is_certain_once_the_program_s_own_name_was_refused_twice_more() =>
        Assert.Equal(
            ["waf.blocked Decisive"],
            SeenAnswers.Say<AgentDependentRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, Some.Status(403)),
                (ProbeIntent.OtherAgent, Some.Status(200)),
                (ProbeIntent.Repeated, Some.Status(403)),
                (ProbeIntent.Repeated, Some.Status(403))
            )
        );
}
