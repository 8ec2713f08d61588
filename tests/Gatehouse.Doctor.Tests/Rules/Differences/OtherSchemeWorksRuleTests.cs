using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class OtherSchemeWorksRuleTests
{
    [Fact]
    public void A_password_that_is_granted_as_Digest_was_sent_under_the_wrong_scheme() =>
        Assert.Equal(["credentials.scheme-unsupported Decisive"], Says(Some.Status(200)));

    [Fact]
    public void A_password_that_is_refused_as_Digest_too_is_rejected() =>
        Assert.Equal(["credentials.rejected Strong"], Says(Some.Status(401)));

    [Fact]
    public void A_stale_nonce_says_nothing_about_the_password() =>
        Assert.Empty(Says(Some.Status(401, "", ("WWW-Authenticate", "Digest realm=\"x\", nonce=\"n\", stale=true"))));

    private static IReadOnlyList<string> Says(Answer answer) =>
        SeenAnswers.Say<OtherSchemeWorksRule>(
            SeenAnswers.Basic,
            (ProbeIntent.Supplied, Some.Status(401)),
            (ProbeIntent.OtherScheme, answer)
        );
}
