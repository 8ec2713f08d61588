using Gatehouse.Doctor.Rules.Answers;

namespace Gatehouse.Doctor.Tests.Rules.Answers;

public class PastedUsersRuleTests
{
    private const string Whole = "anna:$apr1$abcdefgh$1234567890123456789012";

    [Theory]
    [InlineData("$ docker inspect wiki # traefik.http.middlewares.auth.basicauth.users\nanna:/1/", 1)]
    [InlineData("$ docker inspect wiki # traefik.http.middlewares.auth.basicauth.users\n" + Whole, 0)]
    [InlineData("image:\nnginx:alpine", 0)]
    public void A_hash_that_is_none_lets_nobody_in(string text, int clues)
    {
        var file = Some.Case(Some.Get(("Authorization", Given.Basic("anna:open-sesame"))), Some.Status(401));
        file.Text = text;

        Assert.Equal(clues, Some.Says<PastedUsersRule>(file).Count);
    }
}
