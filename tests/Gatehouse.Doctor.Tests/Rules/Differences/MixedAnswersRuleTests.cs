using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class MixedAnswersRuleTests
{
    [Theory]
    [InlineData(401, 200, true)]
    [InlineData(401, 401, false)]
    [InlineData(500, 200, false)]
    public void One_request_refused_and_granted_has_servers_that_disagree(int first, int second, bool said) =>
        Assert.Equal(
            said ? ["replica.inconsistent Decisive"] : [],
            SeenAnswers.Say<MixedAnswersRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, Some.Status(first)),
                (ProbeIntent.Repeated, Some.Status(second))
            )
        );
}
