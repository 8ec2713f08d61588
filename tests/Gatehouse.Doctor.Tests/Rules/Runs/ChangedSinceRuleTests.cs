using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Runs;
using Gatehouse.Doctor.Tests.Runs;

namespace Gatehouse.Doctor.Tests.Rules.Runs;

public class ChangedSinceRuleTests
{
    [Fact]
    public void A_token_that_ended_between_the_runs_has_expired()
    {
        var token = "Bearer " + Given.Token(new { sub = "anna", exp = Given.In(-30) });
        Assert.Equal(["token.expired Decisive"], At(401, 0, token).Say<ChangedSinceRule>(At(200, -60, token)));
    }

    [Fact]
    public void Another_token_tells_nothing_about_the_first()
    {
        var first = "Bearer " + Given.Token(new { sub = "anna", exp = Given.In(-30) });
        var second = "Bearer " + Given.Token(new { sub = "anna", exp = Given.In(-10) });
        Assert.Empty(At(401, 0, first).Say<ChangedSinceRule>(At(200, -60, second)));
    }

    [Fact]
    public void A_token_that_cannot_be_read_may_have_ended() =>
        Assert.Equal(["token.expired Moderate"], At(401, 0).Say<ChangedSinceRule>(At(200, -60)));

    [Fact]
    public void A_password_does_not_end_by_itself() =>
        Assert.Empty(
            At(401, 0, "Basic b3BlbjpzZXNhbWU=").Say<ChangedSinceRule>(At(200, -60, "Basic b3BlbjpzZXNhbWU="))
        );

    [Fact]
    public void A_cookie_s_session_may_have_ended()
    {
        Exchange Cookie(int status, int minute) =>
            At(status, minute) with
            {
                Request = Some.Get(("Cookie", "sid=open-sesame-1")),
            };
        Assert.Equal(
            ["session.expired-idle Moderate", "session.unknown Moderate"],
            Cookie(401, 0).Say<ChangedSinceRule>(Cookie(200, -60))
        );
    }

    [Fact]
    public void Other_software_since_then_is_worth_a_word() =>
        Assert.Contains(
            "server.configuration Moderate",
            At(403, 0, software: "nginx/1.29.0").Say<ChangedSinceRule>(At(200, -60, software: "nginx/1.28.0"))
        );

    [Theory]
    [InlineData(401, 200)]
    [InlineData(200, 401)]
    public void Within_minutes_it_is_rather_one_of_several_servers(int now, int before) =>
        Assert.Equal(["replica.inconsistent Moderate"], At(now, 0).Say<ChangedSinceRule>(At(before, 0)));

    [Fact]
    public void What_is_granted_now_and_was_refused_then_is_no_end() =>
        Assert.Empty(At(200, 0).Say<ChangedSinceRule>(At(401, -60)));

    private static Exchange At(
        int status,
        int minute,
        string credential = "Bearer open-sesame",
        string software = "nginx"
    ) => TwoRuns.Seen(status, "10.0.0.7", null, minute, credential, ("Server", software));
}
