using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Clocks;

namespace Gatehouse.Doctor.Tests.Rules.Clocks;

public class StampedMessageRuleTests
{
    [Theory]
    [InlineData(-3600, "signature.clock-skewed Decisive")]
    [InlineData(120, "signature.clock-skewed Moderate")]
    [InlineData(2, null)]
    public void A_message_is_created_when_it_is_sent(int seconds, string? said) =>
        Assert.Equal(said is null ? [] : [said], Says("UsernameToken", seconds));

    [Fact]
    public void Other_bodies_are_left_alone() => Assert.Empty(Says("Order", -3600));

    private static IReadOnlyList<string> Says(string element, int seconds) =>
        Some.Says<StampedMessageRule>(
            Some.Case(
                Some.Get() with
                {
                    Method = "POST",
                    Body =
                        $"<s:Header><{element}><wsu:Created>{Some.Now.AddSeconds(seconds):yyyy-MM-dd'T'HH:mm:ss'Z'}</wsu:Created></{element}></s:Header>",
                },
                Some.Status(400, "", ("Date", Some.Now.ToString("r")))
            )
        );
}
