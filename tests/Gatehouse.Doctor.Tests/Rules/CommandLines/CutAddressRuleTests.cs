using Gatehouse.Doctor.Rules.CommandLines;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Rules.CommandLines;

public class CutAddressRuleTests
{
    [Fact]
    public void A_key_after_an_ampersand_without_quotation_marks_is_lost() =>
        Assert.Equal(
            ["credentials.not-sent Decisive"],
            Some.Says<CutAddressRule>(Pasted.Command("curl https://a.example/x?page=1&api_key=abc", Some.Status(401)))
        );

    [Theory]
    [InlineData("curl 'https://a.example/x?page=1&api_key=abc'")]
    [InlineData("curl https://a.example/x?page=1&size=3")]
    public void An_address_in_quotation_marks_or_without_a_key_loses_none(string line) =>
        Assert.Empty(Some.Says<CutAddressRule>(Pasted.Command(line, Some.Status(401))));
}
