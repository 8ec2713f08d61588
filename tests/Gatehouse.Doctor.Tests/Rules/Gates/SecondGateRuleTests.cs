using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Gates;

namespace Gatehouse.Doctor.Tests.Rules.Gates;

public class SecondGateRuleTests
{
    private static readonly Answer Door = Some.Status(
        401,
        "<h1>Authorization Required</h1>",
        ("WWW-Authenticate", "Basic realm=\"Team\""),
        ("Content-Type", "text/html")
    );

    [Fact]
    public void Credentials_that_pass_one_door_and_are_refused_by_another_meet_two() =>
        Assert.Equal(
            ["credentials.second-gate Decisive"],
            SeenAnswers.Say<SecondGateRule>(
                SeenAnswers.Basic,
                (ProbeIntent.Supplied, Some.Status(401, "{}", ("Content-Type", "application/json"))),
                (ProbeIntent.Anonymous, Door),
                (ProbeIntent.Nonsense, Door)
            )
        );

    [Fact]
    public void A_door_that_knows_the_password_to_be_wrong_is_one_door() =>
        Assert.Empty(
            SeenAnswers.Say<SecondGateRule>(
                SeenAnswers.Basic,
                (ProbeIntent.Supplied, Door),
                (ProbeIntent.Anonymous, Door),
                (ProbeIntent.Nonsense, Door)
            )
        );

    [Fact]
    public void A_key_that_meets_a_page_which_wants_a_password_stands_at_the_wrong_door()
    {
        Assert.Equal(
            ["credentials.second-gate Strong"],
            Some.Says<SecondGateRule>(Some.Case(Some.Get(("X-Api-Key", "open-sesame")), Door))
        );
        Assert.Empty(
            Some.Says<SecondGateRule>(
                Some.Case(
                    Some.Get(("X-Api-Key", "open-sesame")),
                    Some.Status(401, "{}", ("Content-Type", "application/json"))
                )
            )
        );
    }

    [Theory]
    [InlineData("Stats", "credentials.second-gate Decisive")]
    [InlineData("Team", null)]
    public void Two_realms_at_one_address_are_two_doors(string second, string? said)
    {
        var file = Some.Case(Some.Get(), Door);
        file.Add(
            new Exchange
            {
                Label = "again",
                Request = SeenAnswers.Basic,
                Answer = Some.Status(401, "", ("WWW-Authenticate", $"Basic realm=\"{second}\"")),
            }
        );
        Assert.Equal(said is null ? [] : [said], Some.Says<SecondGateRule>(file));
    }
}
