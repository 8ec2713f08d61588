using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Differences;

namespace Gatehouse.Doctor.Tests.Rules.Differences;

public class UserFileRuleTests
{
    private static readonly Answer Challenge = Some.Status(401, "", ("WWW-Authenticate", "Basic realm=\"x\""));

    [Theory]
    [InlineData(500, 500, true)]
    [InlineData(403, 403, true)]
    [InlineData(403, 401, false)]
    [InlineData(401, 401, false)]
    public void A_server_that_breaks_over_every_password_cannot_use_its_list(int given, int invented, bool told) =>
        Assert.Equal(
            told,
            SeenAnswers
                .Say<UserFileRule>(
                    SeenAnswers.Basic,
                    (ProbeIntent.Supplied, Some.Status(given)),
                    (ProbeIntent.Anonymous, Challenge),
                    (ProbeIntent.Nonsense, Some.Status(invented))
                )
                .Contains("server.user-file-unusable Decisive")
        );
}
