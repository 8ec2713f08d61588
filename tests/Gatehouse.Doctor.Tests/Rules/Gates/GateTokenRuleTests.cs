using Gatehouse.Doctor.Rules.Gates;

namespace Gatehouse.Doctor.Tests.Rules.Gates;

public class GateTokenRuleTests
{
    [Theory]
    [InlineData("_oauth2_proxy=a", "{\"message\":\"Invalid API key\"}", 1)]
    [InlineData("_oauth2_proxy=a", "{\"message\":\"Please sign in\"}", 0)]
    [InlineData("session=a", "{\"message\":\"Invalid API key\"}", 0)]
    public void A_key_that_nobody_sent_was_added_by_the_door_in_front(string cookie, string body, int clues) =>
        Assert.Equal(
            clues,
            Some.Says<GateTokenRule>(Some.Case(Some.Get(("Cookie", cookie)), Some.Status(401, body))).Count
        );

    [Fact]
    public void One_that_was_sent_is_the_callers_own() =>
        Assert.Empty(
            Some.Says<GateTokenRule>(
                Some.Case(
                    Some.Get(("Cookie", "_pomerium=a"), ("Authorization", "Bearer b")),
                    Some.Status(401, "Invalid API key")
                )
            )
        );
}
