using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Gates;

namespace Gatehouse.Doctor.Tests.Rules.Gates;

public class TunnelGateRuleTests
{
    [Theory]
    [InlineData("https://calm-3000.app.github.dev/api", "", "credentials.second-gate Decisive")]
    [InlineData("https://calm-3000.app.github.dev/api", "{\"error\":\"no\"}", "credentials.second-gate Moderate")]
    [InlineData("https://api.example/api", "", null)]
    public void A_private_port_has_a_gate_of_its_own(string url, string body, string? said) =>
        Assert.Equal(
            said is null ? [] : [said],
            Some.Says<TunnelGateRule>(Some.Case(SentRequest.For(new Uri(url)), Some.Status(401, body)))
        );
}
