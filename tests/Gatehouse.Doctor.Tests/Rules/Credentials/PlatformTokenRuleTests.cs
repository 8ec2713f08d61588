using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class PlatformTokenRuleTests
{
    [Theory]
    [InlineData("https://acme.scm.azurewebsites.net", true)]
    [InlineData("https://login.example/", false)]
    public void A_token_of_the_platform_in_an_echo_replaced_the_callers(string issuer, bool told)
    {
        var file = Some.Case(SeenAnswers.Bearer, Some.Status(401));
        file.Text = "{\"authorization\":\"Bearer " + Given.Token(new { iss = issuer }) + "\"}";
        Assert.Equal(told ? ["header.replaced-by-proxy Decisive"] : [], Some.Says<PlatformTokenRule>(file));
    }
}
