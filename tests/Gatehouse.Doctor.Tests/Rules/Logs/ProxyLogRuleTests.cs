using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class ProxyLogRuleTests
{
    [Theory]
    [InlineData(
        "[2026-11-21T12:00:00.000Z] \"GET /x HTTP/2\" 401 - jwt_authn_access_denied{Jwt_is_expired} - \"-\" 0 17 1 - \"192.0.2.1\" \"curl/8\" \"id\" \"host\" \"10.0.0.1:80\"",
        "token.expired Decisive"
    )]
    [InlineData(
        "[2026-11-21T12:00:00.000Z] \"GET /x HTTP/2\" 401 - rbac_access_denied_matched_policy[none] - \"-\" 0 17 1 - \"192.0.2.1\" \"curl/8\" \"id\" \"host\" \"10.0.0.1:80\"",
        "access.permission-denied Decisive"
    )]
    public void What_the_server_says_counts(string line, string says) =>
        Assert.Equal([says], Some.Says<ProxyLogRule>(SomeLog.Of(line)));

    [Fact]
    public void Other_words_do_not() =>
        Assert.Empty(
            Some.Says<ProxyLogRule>(
                SomeLog.Of(
                    "[2026-11-21T12:00:00.000Z] \"GET /x HTTP/2\" 401 - via_upstream - \"-\" 0 17 1 - \"192.0.2.1\" \"curl/8\" \"id\" \"host\" \"10.0.0.1:80\""
                )
            )
        );
}
