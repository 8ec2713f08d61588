using System.Globalization;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Clocks;

namespace Gatehouse.Doctor.Tests.Rules.Clocks;

public class ClockDifferenceRuleTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(60, null)]
    [InlineData(600, "clock.skewed Decisive")]
    [InlineData(-600, "clock.skewed Weak")]
    public void A_token_that_ends_between_two_clocks_shows_that_they_differ(int ahead, string? said)
    {
        var ends = Some.Now.AddSeconds(300).ToUnixTimeSeconds();
        var token = Tokens.Signed("a", $$"""{"exp":{{ends}}}""");
        Assert.Equal(said is null ? [] : [said], Says(Some.Get(("Authorization", "Bearer " + token)), ahead));
    }

    [Fact]
    public void Without_a_token_the_difference_is_told_with_less_weight() =>
        Assert.Equal(["clock.skewed Moderate"], Says(SeenAnswers.Basic, 600));

    private static IReadOnlyList<string> Says(SentRequest request, int ahead)
    {
        var file = new CaseFile { Now = Some.Now, Subject = request };
        file.Add(
            new Exchange
            {
                Label = "as given",
                Intent = ProbeIntent.Supplied,
                Request = request,
                At = Some.Now,
                Answer = Some.Status(
                    401,
                    "",
                    ("Date", Some.Now.AddSeconds(ahead).ToString("r", CultureInfo.InvariantCulture))
                ),
            }
        );
        return Some.Says<ClockDifferenceRule>(file);
    }
}
