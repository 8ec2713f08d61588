using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class HostDependentRuleTests
{
    [Theory]
    [InlineData("https://origin.example/orders", "Via", "header.stripped-by-proxy Decisive")]
    [InlineData("https://origin.example/orders", "X-Other", "header.stripped-by-proxy Moderate")]
    [InlineData("https://origin.example/others", "Via", null)]
    public void What_the_origin_grants_and_the_network_in_front_refuses_was_lost_there(
        string origin,
        string mark,
        string? said
    )
    {
        var file = Some.Case(SeenAnswers.Bearer with { Url = new Uri(origin) }, Some.Status(200));
        file.Add(
            new Exchange
            {
                Label = "through the front",
                Request = SeenAnswers.Bearer,
                Answer = Some.Status(401, "", (mark, "1.1 edge.example")),
            }
        );
        Assert.Equal(said is null ? [] : [said], Some.Says<HostDependentRule>(file));
    }
}
