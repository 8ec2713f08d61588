using Gatehouse.Doctor.Rules.WebTokens;

namespace Gatehouse.Doctor.Tests.Rules.WebTokens;

public class TokenTimeRuleTests
{
    [Fact]
    public void A_token_that_ended_is_seen() =>
        Assert.Equal(["token.expired Decisive"], Says(new { iat = Given.In(-90), exp = Given.In(-30) }));

    [Fact]
    public void One_that_begins_later_shows_a_clock_that_is_off() =>
        Assert.Equal(
            ["token.not-yet-valid Decisive", "clock.skewed Strong"],
            Says(new { nbf = Given.In(3), exp = Given.In(60) })
        );

    [Fact]
    public void The_servers_own_time_counts() =>
        Assert.Equal(
            ["token.expired Decisive"],
            Some.Says<TokenTimeRule>(
                Some.Case(
                    Some.Get(("Authorization", "Bearer " + Given.Token(new { exp = Given.In(30) }))),
                    Some.Status(401, "", ("Date", "Sat, 21 Nov 2026 13:00:00 GMT"))
                )
            )
        );

    [Fact]
    public void One_in_its_time_or_without_times_is_left_alone()
    {
        Assert.Empty(
            Says(
                new
                {
                    iat = Given.In(-1),
                    nbf = Given.In(-1),
                    exp = Given.In(30),
                }
            )
        );
        Assert.Empty(Says(new { sub = "me" }));
    }

    private static IReadOnlyList<string> Says(object claims) =>
        Given.Authorization<TokenTimeRule>("Bearer " + Given.Token(claims));
}
