using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class OtherPathRuleTests
{
    [Theory]
    [InlineData(404, 200, "endpoint.wrong-path Strong")]
    [InlineData(401, 200, "endpoint.wrong-path Strong")]
    [InlineData(404, 401, "endpoint.wrong-path Strong")]
    public void Another_form_of_the_path_that_is_known_shows_the_wrong_one(int given, int other, string clue) =>
        Assert.Equal([clue], Says(given, other));

    [Theory]
    [InlineData(404, 404)]
    [InlineData(401, 403)]
    public void One_that_is_refused_too_says_nothing(int given, int other) => Assert.Empty(Says(given, other));

    [Theory]
    [InlineData(404, 1)]
    [InlineData(200, 0)]
    public void A_path_that_cannot_exist_tells_whether_that_means_anything(int neighbour, int clues) =>
        Assert.Equal(
            clues,
            SeenAnswers
                .Say<OtherPathRule>(
                    SeenAnswers.Bearer,
                    (ProbeIntent.Supplied, Some.Status(401)),
                    (ProbeIntent.Neighbour, Some.Status(neighbour)),
                    (ProbeIntent.OtherPath, Some.Status(200))
                )
                .Count
        );

    [Fact]
    public void A_page_in_place_of_data_is_no_grant() =>
        Assert.Empty(
            SeenAnswers.Say<OtherPathRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, Some.Status(401)),
                (ProbeIntent.OtherPath, Some.Status(200, "<html></html>", ("Content-Type", "text/html")))
            )
        );

    private static IReadOnlyList<string> Says(int given, int other) =>
        SeenAnswers.Say<OtherPathRule>(
            SeenAnswers.Bearer,
            (ProbeIntent.Supplied, Some.Status(given)),
            (ProbeIntent.OtherPath, Some.Status(other))
        );
}
