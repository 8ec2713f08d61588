using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class ApacheLogRuleTests
{
    [Theory]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01617: user bob: authentication failure for \"/\": Password Mismatch",
        "password.wrong Decisive"
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01618: user bob not found: /",
        "user.unknown Decisive"
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] (2)No such file or directory: AH01620: Could not open password file: /etc/x",
        "server.user-file-unusable Decisive"
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01614: client used wrong authentication scheme: /",
        "credentials.scheme-unsupported Strong"
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01631: user bob: authorization failure for \"/\":",
        "access.role-missing Strong"
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01630: client denied by server configuration: /srv/x",
        "client.address-denied Strong"
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01785: uri mismatch - </a> does not match request-uri </b>",
        "digest.uri-mismatch Decisive"
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH00035: access to / denied (filesystem path '/srv')",
        "server.file-denied Decisive"
    )]
    [InlineData(
        "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH01695: auth_ldap authenticate: user bob authentication failed; URI / [LDAP: ldap_simple_bind() failed][Can't contact LDAP server]",
        "provider.outage-as-401 Decisive"
    )]
    public void What_the_server_says_counts(string line, string says) =>
        Assert.Equal([says], Some.Says<ApacheLogRule>(SomeLog.Of(line)));

    [Fact]
    public void Other_words_do_not() =>
        Assert.Empty(
            Some.Says<ApacheLogRule>(
                SomeLog.Of(
                    "[Sat Nov 21 12:00:00.123456 2026] [x:error] [pid 1:tid 2] [client 192.0.2.1:5] AH00128: File does not exist: /srv/favicon.ico"
                )
            )
        );
}
