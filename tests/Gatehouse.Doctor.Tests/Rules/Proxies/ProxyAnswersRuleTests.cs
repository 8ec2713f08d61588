using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Proxies;

namespace Gatehouse.Doctor.Tests.Rules.Proxies;

public class ProxyAnswersRuleTests
{
    [Fact]
    public void A_407_through_the_proxy_is_the_proxy_s() =>
        Assert.Equal(["proxy.authentication-required Decisive"], Says(Some.Status(407), Some.Status(200)));

    [Fact]
    public void A_refusal_that_is_not_there_past_the_proxy_is_the_proxy_s() =>
        Assert.Equal(["proxy.blocked Strong"], Says(Some.Status(403), Some.Status(401)));

    [Fact]
    public void A_redirect_to_another_host_that_is_not_there_past_the_proxy_is_a_portal() =>
        Assert.Equal(
            ["proxy.captive-portal Strong"],
            Says(Some.Status(302, "", ("Location", "http://portal.example/hello")), Some.Status(401))
        );

    [Fact]
    public void The_same_answer_both_ways_is_the_site_s() => Assert.Empty(Says(Some.Status(403), Some.Status(403)));

    private static IReadOnlyList<string> Says(Answer through, Answer past)
    {
        var file = Some.Seen(
            SeenAnswers.Bearer,
            (ProbeIntent.Supplied, SeenAnswers.Bearer, through),
            (ProbeIntent.OtherWay, SeenAnswers.Bearer, past)
        );
        file.Proxy = "http://proxy.example:3128";
        return Some.Says<ProxyAnswersRule>(file);
    }
}
