using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class SecuredRuleTests
{
    [Theory]
    [InlineData(200, 1)]
    [InlineData(401, 0)]
    public void What_is_granted_over_https_alone_was_asked_over_the_wrong_scheme(int secured, int clues) =>
        Assert.Equal(
            clues,
            SeenAnswers
                .Say<SecuredRule>(
                    SeenAnswers.Bearer,
                    (ProbeIntent.Supplied, Some.Status(401)),
                    (ProbeIntent.Secured, Some.Status(secured))
                )
                .Count
        );
}
