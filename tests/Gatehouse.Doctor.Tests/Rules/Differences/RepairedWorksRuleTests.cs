using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class RepairedWorksRuleTests
{
    [Theory]
    [InlineData("abc", "header.prefix-missing")]
    [InlineData("Bearer Bearer abc", "header.prefix-doubled")]
    [InlineData("Bearer \"abc\"", "header.quoted")]
    [InlineData("Bearer abc%", "header.whitespace")]
    [InlineData("bearer abc", "header.scheme-case")]
    public void What_works_once_it_is_written_well_was_written_badly(string value, string cause) =>
        Assert.Equal([$"{cause} Decisive"], Says(value, Some.Status(200)));

    [Fact]
    public void A_repair_that_changes_the_answer_is_a_hint() =>
        Assert.Equal(["header.prefix-missing Moderate"], Says("abc", Some.Status(401, "the token has expired")));

    [Fact]
    public void A_repair_that_changes_nothing_says_nothing() => Assert.Empty(Says("abc", Some.Status(401)));

    private static IReadOnlyList<string> Says(string value, Answer repaired)
    {
        var request = Some.Get(("Authorization", value));
        var file = Some.Seen(request, (ProbeIntent.Supplied, request, Some.Status(401)));
        file.Add(
            new Exchange
            {
                Label = Repairs.Of(file.Credentials[0]).First().Label,
                Intent = ProbeIntent.Repaired,
                Answer = repaired,
            }
        );
        return Some.Says<RepairedWorksRule>(file);
    }
}
