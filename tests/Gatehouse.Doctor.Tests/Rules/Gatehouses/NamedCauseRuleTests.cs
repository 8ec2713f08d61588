using Gatehouse.Doctor.Rules.Gatehouses;

namespace Gatehouse.Doctor.Tests.Rules.Gatehouses;

public class NamedCauseRuleTests
{
    private static readonly (string, string) Reference = ("Gatehouse-Reference", "GH-7K3M9-QX2C4-0V8RT-5WZAB-NDEFG-H");

    [Fact]
    public void A_Gatehouse_s_own_word_is_believed() =>
        Assert.Equal(["token.expired Decisive"], Says("""{"status":401,"cause":"token.expired"}""", Reference));

    [Fact]
    public void What_it_tells_strangers_leaves_room_for_the_reason() =>
        Assert.Equal(["credentials.rejected Strong"], Says("""{"cause":"credentials.rejected"}""", Reference));

    [Fact]
    public void Credentials_that_it_did_not_see_were_lost_on_the_way() =>
        Assert.Equal(
            ["header.stripped-by-server Strong", "credentials.missing Strong"],
            Says("""{"cause":"credentials.missing"}""", Reference)
        );

    [Theory]
    [InlineData("""{"cause":"token.spoiled"}""")]
    [InlineData("""{"cause":7}""")]
    [InlineData("""["token.expired"]""")]
    [InlineData("<html>token.expired</html>")]
    [InlineData("")]
    public void What_names_no_cause_of_the_catalogue_says_nothing(string body) => Assert.Empty(Says(body, Reference));

    [Fact]
    public void Others_may_use_the_member_for_something_else() => Assert.Empty(Says("""{"cause":"token.expired"}"""));

    private static IReadOnlyList<string> Says(string body, params (string, string)[] headers) =>
        Some.Says<NamedCauseRule>(Some.Case(SeenAnswers.Bearer, Some.Status(401, body, headers)));
}
