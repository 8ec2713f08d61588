using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Browser;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

public class KeptRedirectRuleTests
{
    [Theory]
    [InlineData(301, true, 1)]
    [InlineData(301, false, 0)]
    [InlineData(302, true, 0)]
    public void A_permanent_redirect_out_of_the_cache_leads_to_an_old_place(int status, bool kept, int clues)
    {
        var first = Recorded.Entry(
            "GET",
            "https://a.example/admin",
            Some.Status(status, "", ("Location", "https://old.example/admin"))
        );
        Assert.Equal(
            clues,
            Some.Says<KeptRedirectRule>(
                Recorded.Case(
                    first with
                    {
                        Browser = first.Browser! with { FromCache = kept },
                    },
                    Recorded.Entry("GET", "https://old.example/admin", Some.Status(401))
                )
            ).Count
        );
    }
}
