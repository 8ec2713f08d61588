using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class UnreadTokenRuleTests
{
    private static readonly Answer Bare = Some.Status(401, "", ("WWW-Authenticate", "Bearer"));

    private static readonly Answer Judged = Some.Status(
        401,
        "",
        ("WWW-Authenticate", "Bearer error=\"invalid_token\"")
    );

    [Fact]
    public void A_bare_challenge_for_every_token_means_that_nobody_looks_at_tokens() =>
        Assert.Contains("application.authentication-absent Strong", Says(Bare, Bare, Bare));

    [Fact]
    public void Behind_a_network_of_caches_the_field_may_have_been_lost_there()
    {
        var relayed = Some.Status(401, "", ("WWW-Authenticate", "Bearer"), ("Via", "1.1 edge.example"));
        Assert.Contains("header.stripped-by-proxy Strong", Says(relayed, relayed, relayed));
    }

    [Fact]
    public void An_application_that_reads_tokens_behind_nginx_did_not_get_them()
    {
        var behind = Some.Status(401, "", ("WWW-Authenticate", "Bearer realm=\"x\""), ("Server", "nginx/1.26"));
        Assert.Contains("header.stripped-by-proxy Strong", Says(behind, behind, behind));
    }

    [Fact]
    public void A_token_that_is_taken_and_refused_all_the_same_met_another_fault() =>
        Assert.Equal(["server.error-as-401 Strong"], Says(Bare, Bare, Judged));

    [Fact]
    public void Tokens_that_are_judged_are_read() => Assert.Empty(Says(Judged, Bare, Judged));

    [Fact]
    public void Two_tokens_that_somebody_tried_by_hand_tell_the_same()
    {
        var file = Some.Case(Some.Get(("Authorization", "Bearer garbage")), Bare);
        file.Add(
            new Exchange
            {
                Label = "again",
                Request = SeenAnswers.Bearer,
                Answer = Bare,
            }
        );
        Assert.Contains("application.authentication-absent Strong", Some.Says<UnreadTokenRule>(file));
    }

    private static IReadOnlyList<string> Says(Answer given, Answer none, Answer invented) =>
        SeenAnswers.Say<UnreadTokenRule>(
            SeenAnswers.Bearer,
            (ProbeIntent.Supplied, given),
            (ProbeIntent.Anonymous, none),
            (ProbeIntent.Nonsense, invented)
        );

    [Fact]
    public void A_token_that_is_granted_for_another_method_is_not_at_fault()
    {
        var file = Some.Case(SeenAnswers.Bearer, Some.Status(200));
        file.Add(
            new Exchange
            {
                Label = "again",
                Request = SeenAnswers.Bearer with { Method = "POST" },
                Answer = Bare,
            }
        );
        file.Subject = SeenAnswers.Bearer with { Method = "POST" };
        Assert.Equal(["server.error-as-401 Strong"], Some.Says<UnreadTokenRule>(file));
    }
}
