using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Shapes;

namespace Gatehouse.Doctor.Tests.Rules.Shapes;

public class AcceptDependentRuleTests
{
    [Theory]
    [InlineData(302, 401, "refusal.as-redirect Decisive")]
    [InlineData(500, 401, "refusal.as-server-error Decisive")]
    [InlineData(302, 302, null)]
    [InlineData(500, 500, null)]
    public void What_is_401_for_programs_was_a_refusal_in_other_clothes(int given, int asked, string? said) =>
        Assert.Equal(
            said is null ? [] : [said],
            SeenAnswers.Say<AcceptDependentRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, Some.Status(given)),
                (ProbeIntent.OtherAccept, Some.Status(asked))
            )
        );

    [Fact]
    public void A_server_that_breaks_over_the_credentials_alone_tells_nothing_of_the_kind() =>
        Assert.Empty(
            SeenAnswers.Say<AcceptDependentRule>(
                SeenAnswers.Basic,
                (ProbeIntent.Supplied, Some.Status(500)),
                (ProbeIntent.Anonymous, Some.Status(401)),
                (ProbeIntent.OtherAccept, Some.Status(401))
            )
        );
}
