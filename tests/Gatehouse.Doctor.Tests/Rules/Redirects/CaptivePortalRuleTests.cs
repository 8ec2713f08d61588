using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Redirects;

namespace Gatehouse.Doctor.Tests.Rules.Redirects;

public class CaptivePortalRuleTests
{
    [Theory]
    [InlineData("http://api.example/v1", "http://hotspot.inn.test/?mac=00-00&url=http%3A%2F%2Fapi.example%2Fv1", true)]
    [InlineData("http://api.example/v1", "https://10.0.0.1/guest/s/default/?ap_mac=00", true)]
    [InlineData("http://api.example/v1", "https://api.example/v1", false)]
    [InlineData("http://www.acme.example/", "https://portal.acme.example/login?back=www.acme.example", false)]
    [InlineData("https://api.example/v1", "https://login.example/wifi?mac=0", false)]
    public void A_redirect_of_plain_http_to_a_portal_is_the_networks_own(string from, string to, bool told)
    {
        var file = Some.Case(SentRequest.For(new Uri(from)), Some.Status(302, "", ("Location", to)));
        Assert.Equal(told ? ["proxy.captive-portal Decisive"] : [], Some.Says<CaptivePortalRule>(file));
        Assert.False(told && Some.Says<SignInRedirectRule>(file).Count > 0);
    }
}
