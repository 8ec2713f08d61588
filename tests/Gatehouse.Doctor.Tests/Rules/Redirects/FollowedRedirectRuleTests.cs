using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Doctor.Rules.Redirects;

namespace Gatehouse.Doctor.Tests.Rules.Redirects;

public class FollowedRedirectRuleTests
{
    [Theory]
    [InlineData("https://api.example/orders/", 200, "header.stripped-by-redirect Strong")]
    [InlineData("https://files.example/orders", 401, "header.stripped-by-redirect Decisive")]
    [InlineData("https://api.example/orders/", 401, null)]
    public void Credentials_that_work_where_the_redirect_leads_are_lost_on_the_way(
        string location,
        int there,
        string? said
    ) => Assert.Equal(said is null ? [] : [said], Says(SeenAnswers.Bearer, location, there));

    [Fact]
    public void An_address_that_leads_from_http_to_https_is_to_be_asked_there() =>
        Assert.Equal(
            ["endpoint.insecure-scheme Decisive"],
            Says(SentRequest.For(new Uri("http://api.example/orders")), "https://api.example/orders", 401)
        );

    [Fact]
    public void An_address_without_credentials_has_moved() =>
        Assert.Equal(["route.moved Strong"], Says(Some.Get(), "/new/orders", 200));

    [Fact]
    public void A_redirect_to_where_nothing_answers_is_told()
    {
        var file = Some.Seen(
            SeenAnswers.Bearer,
            (
                ProbeIntent.Supplied,
                SeenAnswers.Bearer,
                Some.Status(301, "", ("Location", "http://10.0.0.7:8080/orders/"))
            )
        );
        file.Add(
            new Exchange
            {
                Label = "where it leads",
                Intent = ProbeIntent.Redirected,
                Failure = new ExchangeFailure(FailureKind.Timeout, "no answer"),
            }
        );
        Assert.Equal(["route.moved Strong"], Some.Says<FollowedRedirectRule>(file));
    }

    private static IReadOnlyList<string> Says(SentRequest request, string location, int there) =>
        SeenAnswers.Say<FollowedRedirectRule>(
            request,
            (ProbeIntent.Supplied, Some.Status(301, "", ("Location", location))),
            (ProbeIntent.Redirected, Some.Status(there))
        );

    [Fact]
    public void Whoever_follows_and_arrives_has_lost_nothing()
    {
        var file = Some.Seen(
            SeenAnswers.Bearer,
            (ProbeIntent.Supplied, SeenAnswers.Bearer, Some.Status(307, "", ("Location", "/orders/"))),
            (ProbeIntent.Redirected, SeenAnswers.Bearer, Some.Status(200))
        );
        file.Keep(new CommandLine { Program = "curl", Follows = true });
        Assert.Empty(Some.Says<FollowedRedirectRule>(file));
    }
}
