using Gatehouse.Doctor.Rules.CommandLines;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Rules.CommandLines;

public class ShellExpandedRuleTests
{
    [Theory]
    [InlineData("curl -u \"robot$ci:open-sesame\" a.example", "Decisive")]
    [InlineData("curl -u robot$ci:open-sesame a.example", "Decisive")]
    [InlineData("curl -H \"X-Api-Key: open$$sesame\" a.example", "Decisive")]
    [InlineData("curl -u me:open\\sesame a.example", "Strong")]
    [InlineData("curl -u \"me:open!sesame\" a.example", "Moderate")]
    [InlineData("curl a.example -u me:open&sesame", "Decisive")]
    public void A_secret_with_a_character_of_the_shell_was_changed(string line, string strength) =>
        Assert.Equal(
            [$"credentials.shell-expanded {strength}"],
            Some.Says<ShellExpandedRule>(Pasted.Command(line, Some.Status(401)))
        );

    [Theory]
    [InlineData("curl -u 'robot$ci:open-sesame' a.example")]
    [InlineData("curl -u \"robot\\$ci:open-sesame\" a.example")]
    [InlineData("curl -u \"$USER:$PASS\" a.example")]
    [InlineData("curl -H \"X-Note: pa$word\" -u me:open-sesame a.example")]
    [InlineData("curl -u me:open-sesame a.example | jq .")]
    public void A_secret_that_arrives_as_it_was_meant_is_not(string line) =>
        Assert.Empty(Some.Says<ShellExpandedRule>(Pasted.Command(line, Some.Status(401))));

    [Fact]
    public void What_works_as_it_was_meant_shows_that_the_shell_spoils_it() =>
        Assert.Equal(
            ["credentials.shell-expanded Decisive"],
            Some.Says<ShellExpandedRule>(Pasted.Command("curl -u \"me:open!sesame\" a.example", Some.Status(200)))
        );
}
