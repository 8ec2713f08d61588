using Gatehouse.Doctor.Rules.Logs;
using Gatehouse.Doctor.Tests.Logs;

namespace Gatehouse.Doctor.Tests.Rules.Logs;

public class NginxLogRuleTests
{
    [Theory]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 user \"bob\" was not found in \"/etc/nginx/.htpasswd\", client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "user.unknown Decisive"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 user \"bob\": password mismatch, client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "password.wrong Decisive"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 no user/password was provided for basic authentication, client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "credentials.missing Strong"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 crypt_r() failed (22: Invalid argument), client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "server.user-file-unusable Decisive"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 open() \"/etc/nginx/.htpasswd\" failed (13: Permission denied), client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "server.user-file-unusable Decisive"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 open() \"/srv/www/a.html\" failed (13: Permission denied), client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "server.file-denied Decisive"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 auth request unexpected status: 502 while sending to client, client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "provider.unreachable Strong"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 limiting requests, excess: 5.020 by zone \"one\", client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "client.rate-exceeded Strong"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 access forbidden by rule, client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "client.address-denied Strong"
    )]
    [InlineData(
        "2026/11/21 12:00:00 [error] 7#7: *1 upstream sent too big header while reading response header from upstream, client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\"",
        "header.too-large Strong"
    )]
    public void What_the_server_says_counts(string line, string says) =>
        Assert.Equal([says], Some.Says<NginxLogRule>(SomeLog.Of(line)));

    [Fact]
    public void Other_words_do_not() =>
        Assert.Empty(
            Some.Says<NginxLogRule>(
                SomeLog.Of(
                    "2026/11/21 12:00:00 [error] 7#7: *1 open() \"/srv/www/favicon.ico\" failed (2: No such file or directory), client: 192.0.2.1, server: x, request: \"GET / HTTP/1.1\", host: \"x\""
                )
            )
        );
}
