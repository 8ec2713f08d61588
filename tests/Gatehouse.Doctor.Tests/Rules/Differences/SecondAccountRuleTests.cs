using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class SecondAccountRuleTests
{
    [Theory]
    [InlineData(401, "credentials.rejected Strong")]
    [InlineData(403, "access.permission-denied Strong")]
    public void An_account_that_gets_in_shows_that_it_is_the_other_account(int status, string said) =>
        Assert.Equal([said], Says(status, 200));

    [Fact]
    public void Two_accounts_refused_alike_point_behind_them() =>
        Assert.Equal(
            ["credentials.rejected Against", "provider.outage-as-401 Moderate", "server.user-file-unusable Moderate"],
            Says(401, 401)
        );

    private static IReadOnlyList<string> Says(int first, int second) =>
        SeenAnswers.Say<SecondAccountRule>(
            SeenAnswers.Basic,
            (ProbeIntent.Supplied, Some.Status(first)),
            (ProbeIntent.Second, Some.Status(second))
        );
}
