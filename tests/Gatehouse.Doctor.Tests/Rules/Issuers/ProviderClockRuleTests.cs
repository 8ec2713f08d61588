using System.Globalization;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Issuers;

namespace Gatehouse.Doctor.Tests.Rules.Issuers;

public class ProviderClockRuleTests
{
    [Fact]
    public void A_token_between_the_two_clocks_shows_it() =>
        Assert.Equal(["provider.clock-skewed Decisive"], Says(issuerAhead: 5, issued: 4));

    [Fact]
    public void A_difference_that_spares_the_token_may_be_it() =>
        Assert.Equal(["provider.clock-skewed Moderate"], Says(issuerAhead: 5, issued: -30));

    [Fact]
    public void Clocks_that_agree_say_nothing() => Assert.Empty(Says(issuerAhead: 0, issued: 4));

    [Fact]
    public void A_server_that_is_the_issuer_has_one_clock() =>
        Assert.Empty(Says(issuerAhead: 5, issued: 4, issuer: "https://api.example/keys"));

    private static IReadOnlyList<string> Says(int issuerAhead, int issued, string issuer = "https://idp.example/keys")
    {
        var token = Given.Token(new { iat = Given.In(issued), exp = Given.In(60) });
        var request = Some.Get(("Authorization", "Bearer " + token));
        var file = new CaseFile { Now = Some.Now, Subject = request };
        file.Add(Seen(ProbeIntent.Supplied, request, 401, 0));
        file.Add(Seen(ProbeIntent.Metadata, SentRequest.For(new Uri(issuer)), 200, issuerAhead));
        return Some.Says<ProviderClockRule>(file);
    }

    private static Exchange Seen(ProbeIntent intent, SentRequest request, int status, int ahead) =>
        new()
        {
            Label = "test",
            Intent = intent,
            Request = request,
            At = Some.Now,
            Answer = Some.Status(
                status,
                "",
                ("Date", Some.Now.AddMinutes(ahead).ToString("r", CultureInfo.InvariantCulture))
            ),
        };
}
