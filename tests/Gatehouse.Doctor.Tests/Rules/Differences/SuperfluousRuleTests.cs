using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class SuperfluousRuleTests
{
    [Theory]
    [InlineData(401, 200, true)]
    [InlineData(401, 401, false)]
    [InlineData(200, 200, false)]
    public void Credentials_are_superfluous_where_the_request_works_without_them(int with, int without, bool said) =>
        Assert.Equal(
            said ? ["credentials.superfluous Decisive"] : [],
            SeenAnswers.Say<SuperfluousRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, Some.Status(with)),
                (ProbeIntent.Anonymous, Some.Status(without))
            )
        );
}
