using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class MethodDependentRuleTests
{
    [Fact]
    public void A_cookie_that_may_read_and_not_write_lacks_a_form_token() =>
        Assert.Equal(["csrf.token-missing Strong"], Says(("Cookie", "sid=abc"), 403, 200));

    [Theory]
    [InlineData(401, "access.reported-as-401 Strong")]
    [InlineData(403, "token.scope-insufficient Moderate")]
    public void A_token_that_may_read_and_not_write_lacks_a_right(int status, string said) =>
        Assert.Equal(["access.method-denied Moderate", said], Says(("Authorization", "Bearer abc"), status, 200));

    [Fact]
    public void What_is_refused_either_way_says_nothing_about_the_method() =>
        Assert.Empty(Says(("Cookie", "sid=abc"), 403, 403));

    private static IReadOnlyList<string> Says((string Name, string Value) credential, int post, int get) =>
        SeenAnswers.Say<MethodDependentRule>(
            Some.Get(credential) with
            {
                Method = "POST",
            },
            (ProbeIntent.Supplied, Some.Status(post)),
            (ProbeIntent.OtherMethod, Some.Status(get))
        );
}
