using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class OtherCarrierReadRuleTests
{
    private static readonly Answer Missing = Some.Status(401, "no key was sent");

    [Fact]
    public void A_place_whose_answer_differs_is_the_one_that_is_read() =>
        Assert.Equal(["key.misplaced Strong"], Says(("X-Key", "abc"), Some.Status(401, "the key is unknown")));

    [Fact]
    public void Another_scheme_whose_answer_differs_is_the_one_that_is_read() =>
        Assert.Equal(
            ["credentials.scheme-unsupported Strong"],
            Says(("Authorization", "Token abc"), Some.Status(401, "the token is unknown"))
        );

    [Fact]
    public void Places_that_change_nothing_hint_that_nothing_arrives() =>
        Assert.Equal(
            ["header.stripped-by-proxy Weak"],
            Says(("Authorization", "Token abc"), Missing, Missing, Missing)
        );

    private static IReadOnlyList<string> Says((string Name, string Value) credential, params Answer[] elsewhere) =>
        SeenAnswers.Say<OtherCarrierReadRule>(
            Some.Get(credential),
            [
                (ProbeIntent.Supplied, Missing),
                (ProbeIntent.Anonymous, Missing),
                .. elsewhere.Select(answer => (ProbeIntent.OtherCarrier, answer)),
            ]
        );
}
