using Gatehouse.Doctor.Rules.Credentials;

namespace Gatehouse.Doctor.Tests.Rules.Credentials;

public class ColonInUserRuleTests
{
    [Theory]
    [InlineData("Basic dXJuOnVzZXI6NzpvcGVuLXNlc2FtZQ==", "basic.colon-in-user Strong")]
    public void A_name_that_goes_on_after_its_colon_is_seen(string value, string clue) =>
        Assert.Equal([clue], Given.Authorization<ColonInUserRule>(value));

    [Theory]
    [InlineData("Basic bWU6b3BlbjpzZXNhbWU=")]
    [InlineData("Basic dXJuOng=")]
    public void A_password_may_hold_one(string value) => Assert.Empty(Given.Authorization<ColonInUserRule>(value));
}
