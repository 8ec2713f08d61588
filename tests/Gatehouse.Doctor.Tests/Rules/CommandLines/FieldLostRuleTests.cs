using Gatehouse.Doctor.Rules.CommandLines;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Rules.CommandLines;

public class FieldLostRuleTests
{
    [Theory]
    [InlineData("curl -H “Authorization: Bearer abc” https://a.example/x")]
    [InlineData("curl -H 'Authorization Bearer abc' https://a.example/x")]
    [InlineData("curl -H Authorization: Bearer abc https://a.example/x")]
    [InlineData("C:\\>curl -H 'Authorization: Bearer abc' https://a.example/x")]
    [InlineData("curl https://a.example/x –u me:open-sesame")]
    public void A_field_that_is_written_wrongly_is_not_sent(string line) =>
        Assert.Equal(
            ["credentials.not-sent Decisive"],
            Some.Says<FieldLostRule>(Pasted.Command(line, Some.Status(401)))
        );

    [Fact]
    public void A_field_without_a_value_is_a_variable_that_was_not_set() =>
        Assert.Equal(
            ["header.placeholder Decisive"],
            Some.Says<FieldLostRule>(Pasted.Command("curl -H 'Authorization: ' https://a.example/x", Some.Status(401)))
        );

    [Theory]
    [InlineData("curl -H 'Authorization: Bearer abc' https://a.example/x")]
    [InlineData("curl -H 'Accept:' -u me:x https://a.example/x")]
    public void A_field_that_is_written_well_is_sent(string line) =>
        Assert.Empty(Some.Says<FieldLostRule>(Pasted.Command(line, Some.Status(401))));
}
