using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes;
using Gatehouse.Doctor.Probes.Ladder;

namespace Gatehouse.Doctor.Tests.Probes.Ladder;

public class OtherFormsTests
{
    [Theory]
    [InlineData("https://api.example/orders", "/orders/")]
    [InlineData("https://api.example/orders/", "/orders")]
    [InlineData("https://api.example/Orders/Open", "/Orders/Open/ /orders/open")]
    [InlineData("https://api.example/", "")]
    [InlineData("https://api.example/orders.json", "")]
    public void A_path_has_these_other_forms(string url, string paths) =>
        Assert.Equal(
            paths,
            string.Join(' ', new OtherPathProbe().Propose(Refused(url)).Select(plan => plan.Request.Url!.AbsolutePath))
        );

    [Fact]
    public void A_password_makes_another_form_a_risk()
    {
        var request = SentRequest.For(new Uri("https://api.example/orders")) with
        {
            Headers = HeaderLines.Of(("Authorization", "Basic YTpi")),
        };

        Assert.Equal(1, Assert.Single(new OtherPathProbe().Propose(Refused(request))).Risk);
    }

    [Theory]
    [InlineData("http://api.example/orders?x=1", "https://api.example/orders?x=1")]
    [InlineData("http://api.example:8080/orders", null)]
    [InlineData("http://127.0.0.1/orders", null)]
    [InlineData("https://api.example/orders", null)]
    public void Plain_http_is_asked_over_https_too_where_the_ports_are_the_usual_ones(string url, string? secured) =>
        Assert.Equal(
            secured,
            new SecuredProbe().Propose(Refused(url)).Select(plan => plan.Request.Url!.ToString()).FirstOrDefault()
        );

    private static CaseFile Refused(string url) => Refused(SentRequest.For(new Uri(url)));

    private static CaseFile Refused(SentRequest request) =>
        Some.Seen(request, (ProbeIntent.Supplied, request, Some.Status(404)));
}
