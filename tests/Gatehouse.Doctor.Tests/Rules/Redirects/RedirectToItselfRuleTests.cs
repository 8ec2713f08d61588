using Gatehouse.Doctor.Rules.Redirects;

namespace Gatehouse.Doctor.Tests.Rules.Redirects;

public class RedirectToItselfRuleTests
{
    [Fact]
    public void A_redirect_to_the_address_itself_goes_round_in_circles() =>
        Assert.Equal(["server.configuration Strong"], Says(("Location", Some.Url.ToString())));

    [Fact]
    public void Another_place_is_another_matter() => Assert.Empty(Says(("Location", "/elsewhere")));

    [Fact]
    public void A_cookie_that_is_set_on_the_way_may_end_it() =>
        Assert.Empty(Says(("Location", Some.Url.ToString()), ("Set-Cookie", "seen=1")));

    private static IReadOnlyList<string> Says(params (string Name, string Value)[] headers) =>
        Some.Says<RedirectToItselfRule>(Some.Case(Some.Get(), Some.Status(301, "", headers)));
}
