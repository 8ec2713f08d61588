using Gatehouse.Doctor.Rules.CommandLines;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Rules.CommandLines;

public class CredentialsElsewhereRuleTests
{
    [Theory]
    [InlineData("curl -n https://a.example/x")]
    [InlineData("curl -H @token.txt https://a.example/x")]
    public void Credentials_of_a_file_are_not_missing(string line) =>
        Assert.Equal(
            ["credentials.missing StronglyAgainst", "credentials.not-sent Moderate"],
            Some.Says<CredentialsElsewhereRule>(Pasted.Command(line, Some.Status(401)))
        );

    [Theory]
    [InlineData("curl -n -u me:open-sesame https://a.example/x")]
    [InlineData("curl https://a.example/x")]
    public void Credentials_of_the_line_are_known(string line) =>
        Assert.Empty(Some.Says<CredentialsElsewhereRule>(Pasted.Command(line, Some.Status(401))));
}
