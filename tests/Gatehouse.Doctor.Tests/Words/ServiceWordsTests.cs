namespace Gatehouse.Doctor.Tests.Words;

public class ServiceWordsTests
{
    [Theory]
    [InlineData(
        "token.expired",
        401,
        """{"status":"error","message":"The OAuth token used to make this request expired 2 hour(s) ago."}"""
    )]
    [InlineData("token.expired", 401, "<title>Access Denied: The Personal Access Token used has expired.</title>")]
    [InlineData("credentials.throttled", 429, """{"message":"Too many login attempts. Try again in 30 seconds."}""")]
    [InlineData("client.rate-exceeded", 429, """{"message":"Slow down"}""")]
    [InlineData(
        "waf.blocked",
        403,
        "<TITLE>Access Denied</TITLE>You don't have permission to access \"x\" on this server.<P>\nReference&#32;&#35;18&#46;c4e41402"
    )]
    public void An_answer_says_it(string cause, int status, string body) =>
        Assert.Equal(cause, Named.With(status, body));

    [Theory]
    [InlineData(
        "credentials.stale-cached",
        "trace: run_command: 'git credential-store erase'\nfatal: Authentication failed for 'https://git.example/a.git/'"
    )]
    [InlineData(
        "credentials.rejected",
        "remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://git.example/a.git/'"
    )]
    public void A_program_says_it(string cause, string text) => Assert.Equal(cause, Named.Text(text));
}
