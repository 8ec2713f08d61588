using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class TriangleRuleTests
{
    private static readonly Answer NoneGiven = Some.Status(
        401,
        "please sign in",
        ("WWW-Authenticate", "Basic realm=\"x\"")
    );

    private static readonly Answer Wrong = Some.Status(
        401,
        "wrong password",
        ("WWW-Authenticate", "Basic realm=\"x\"")
    );

    [Fact]
    public void Credentials_refused_like_invented_ones_and_unlike_none_are_rejected() =>
        Assert.Equal(
            ["credentials.rejected Strong"],
            SeenAnswers.Say<TriangleRule>(
                SeenAnswers.Basic,
                (ProbeIntent.Supplied, Wrong),
                (ProbeIntent.Anonymous, NoneGiven),
                (ProbeIntent.Nonsense, Wrong)
            )
        );

    [Fact]
    public void A_key_refused_like_an_invented_one_is_unknown() =>
        Assert.Equal(
            ["key.unknown Strong"],
            SeenAnswers.Say<TriangleRule>(
                Some.Get(("X-Api-Key", "abc")),
                (ProbeIntent.Supplied, Wrong),
                (ProbeIntent.Anonymous, NoneGiven),
                (ProbeIntent.Nonsense, Wrong)
            )
        );

    [Fact]
    public void Three_answers_alike_from_a_server_that_asks_for_passwords_mean_a_wrong_one_and_leave_room_for_a_lost_one()
    {
        var said = SeenAnswers.Say<TriangleRule>(
            SeenAnswers.Basic,
            (ProbeIntent.Supplied, NoneGiven),
            (ProbeIntent.Anonymous, NoneGiven),
            (ProbeIntent.Nonsense, NoneGiven)
        );
        Assert.Equal(
            ["credentials.rejected Strong", "header.stripped-by-proxy Weak", "header.stripped-by-server Weak"],
            said
        );
    }

    [Fact]
    public void Forbidden_for_the_given_ones_alone_is_a_missing_permission() =>
        Assert.Equal(
            ["access.permission-denied Moderate"],
            SeenAnswers.Say<TriangleRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, Some.Status(403)),
                (ProbeIntent.Anonymous, NoneGiven),
                (ProbeIntent.Nonsense, Wrong)
            )
        );

    [Theory]
    [InlineData("text/html", "server.user-file-unusable Decisive", "refusal.as-server-error Moderate")]
    [InlineData("application/json", "server.user-file-unusable Moderate", "refusal.as-server-error Strong")]
    public void A_server_that_breaks_over_any_password_cannot_read_its_users(string type, params string[] said)
    {
        var broken = Some.Status(500, "it broke", ("Content-Type", type));
        Assert.Equal(
            said,
            SeenAnswers.Say<TriangleRule>(
                SeenAnswers.Basic,
                (ProbeIntent.Supplied, broken),
                (ProbeIntent.Anonymous, NoneGiven),
                (ProbeIntent.Nonsense, broken)
            )
        );
    }

    [Fact]
    public void A_bare_Bearer_challenge_for_any_token_reads_no_token()
    {
        var bare = Some.Status(401, "", ("WWW-Authenticate", "Bearer"));
        Assert.Contains(
            "application.authentication-absent Strong",
            SeenAnswers.Say<TriangleRule>(
                SeenAnswers.Bearer,
                (ProbeIntent.Supplied, bare),
                (ProbeIntent.Anonymous, bare),
                (ProbeIntent.Nonsense, bare)
            )
        );
    }

    [Fact]
    public void Nothing_is_said_before_all_three_were_seen() =>
        Assert.Empty(SeenAnswers.Say<TriangleRule>(SeenAnswers.Basic, (ProbeIntent.Supplied, Wrong)));
}
