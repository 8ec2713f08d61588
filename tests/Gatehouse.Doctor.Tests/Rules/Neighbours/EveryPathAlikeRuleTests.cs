using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Neighbours;

namespace Gatehouse.Doctor.Tests.Rules.Neighbours;

public class EveryPathAlikeRuleTests
{
    [Fact]
    public void A_404_like_any_other_is_a_path_that_is_not_there() =>
        Assert.Equal(
            ["endpoint.wrong-path Moderate", "route.unknown Moderate"],
            Says(Some.Status(404, "nothing here"), Some.Status(404, "nothing here"))
        );

    [Fact]
    public void A_404_unlike_others_hides_something() =>
        Assert.Equal(
            ["access.hidden Moderate"],
            Says(Some.Status(404, "no such order"), Some.Status(404, "nothing here"))
        );

    [Fact]
    public void A_403_for_every_path_is_a_filter_or_the_address() =>
        Assert.Equal(
            ["waf.blocked Moderate", "client.address-denied Moderate"],
            Says(Some.Status(403, "go away"), Some.Status(403, "go away"))
        );

    [Fact]
    public void A_403_in_JSON_for_every_path_is_a_gateway_that_knows_no_such_path() =>
        Assert.Equal(
            ["endpoint.wrong-path Moderate"],
            Says(
                Some.Status(403, "{}", ("Content-Type", "application/json")),
                Some.Status(403, "{}", ("Content-Type", "application/json"))
            )
        );

    [Fact]
    public void A_401_for_every_path_says_nothing_about_the_path() =>
        Assert.Empty(Says(Some.Status(401), Some.Status(401)));

    private static IReadOnlyList<string> Says(Answer given, Answer neighbour) =>
        SeenAnswers.Say<EveryPathAlikeRule>(
            SeenAnswers.Bearer,
            (ProbeIntent.Supplied, given),
            (ProbeIntent.Neighbour, neighbour)
        );
}
