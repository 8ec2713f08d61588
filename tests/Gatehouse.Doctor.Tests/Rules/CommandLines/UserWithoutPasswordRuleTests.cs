using Gatehouse.Doctor.Rules.CommandLines;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Rules.CommandLines;

public class UserWithoutPasswordRuleTests
{
    [Fact]
    public void A_user_alone_lacks_a_password() =>
        Assert.Equal(
            ["credentials.incomplete Moderate"],
            Some.Says<UserWithoutPasswordRule>(Pasted.Command("curl -u me a.example", Some.Status(401)))
        );

    [Theory]
    [InlineData("curl -u me:open-sesame a.example")]
    [InlineData("curl -u key: a.example")]
    [InlineData("curl a.example")]
    public void A_pair_with_a_colon_is_whole(string line) =>
        Assert.Empty(Some.Says<UserWithoutPasswordRule>(Pasted.Command(line, Some.Status(401))));
}
