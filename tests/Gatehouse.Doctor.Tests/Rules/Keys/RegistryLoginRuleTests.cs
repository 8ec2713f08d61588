using System.Text;
using Gatehouse.Doctor.Rules.Keys;

namespace Gatehouse.Doctor.Tests.Rules.Keys;

public class RegistryLoginRuleTests
{
    [Theory]
    [InlineData(-5, "token.expired Decisive")]
    [InlineData(5, null)]
    public void A_login_tells_until_when_it_is_good(int minutes, string? said)
    {
        var login = Convert.ToBase64String(
            Encoding.UTF8.GetBytes($$"""{"payload":"open-sesame","expiration":{{Given.In(minutes)}}}""")
        );
        Assert.Equal(said is null ? [] : [said], Given.Authorization<RegistryLoginRule>(Given.Basic("AWS:" + login)));
    }

    [Fact]
    public void Another_password_is_left_alone() =>
        Assert.Empty(Given.Authorization<RegistryLoginRule>(Given.Basic("jana:eyJ-open-sesame")));
}
