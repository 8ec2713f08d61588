using Gatehouse.Doctor.Rules.Network;

namespace Gatehouse.Doctor.Tests.Rules.Network;

public class PastedLookupRuleTests
{
    private const string Connected = "* Connected to shop.example (192.0.2.15) port 443";

    [Theory]
    [InlineData(
        "$ dig +short shop.example; dig +short shop.example @ns1.example\n192.0.2.15\n198.51.100.7\n" + Connected,
        1
    )]
    [InlineData(
        "$ dig +short shop.example; dig +short shop.example @ns1.example\n192.0.2.15\n192.0.2.15\n" + Connected,
        0
    )]
    [InlineData(Connected, 0)]
    public void A_name_server_that_tells_another_address_shows_a_stale_one(string text, int clues)
    {
        var file = Some.Case(Some.Get(), Some.Status(401));
        file.Text = text;

        Assert.Equal(clues, Some.Says<PastedLookupRule>(file).Count);
    }
}
