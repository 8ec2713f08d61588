using Gatehouse.Doctor.Rules.CommandLines;
using Gatehouse.Doctor.Tests.Intake;

namespace Gatehouse.Doctor.Tests.Rules.CommandLines;

public class FollowedElsewhereRuleTests
{
    [Fact]
    public void Credentials_do_not_follow_to_another_origin() =>
        Assert.Equal(
            ["header.stripped-by-redirect Decisive"],
            Some.Says<FollowedElsewhereRule>(
                Pasted.Command(
                    "curl -L -H 'Authorization: Bearer abc' https://a.example/x",
                    Some.Status(301, "", ("Location", "https://www.a.example/x"))
                )
            )
        );

    [Theory]
    [InlineData("curl -L -u me:x https://a.example/x", "/x/")]
    [InlineData("curl --location-trusted -u me:x https://a.example/x", "https://www.a.example/x")]
    [InlineData("curl -u me:x https://a.example/x", "https://www.a.example/x")]
    public void They_do_on_the_same_origin_and_where_they_are_told_to(string line, string location) =>
        Assert.Empty(
            Some.Says<FollowedElsewhereRule>(Pasted.Command(line, Some.Status(301, "", ("Location", location))))
        );
}
