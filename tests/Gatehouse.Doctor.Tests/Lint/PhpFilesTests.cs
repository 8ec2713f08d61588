namespace Gatehouse.Doctor.Tests.Lint;

public class PhpFilesTests
{
    [Theory]
    [InlineData("session.gc_maxlifetime = 60\n", "1 session.expired-idle")]
    [InlineData("session.cookie_lifetime = 30 ; short\n", "1 cookie.expired")]
    [InlineData("session.cookie_samesite = \"None\"\nsession.cookie_secure = 0\n", "1 cookie.blocked")]
    [InlineData("session.cookie_samesite = Strict\n", "1 cookie.not-sent-samesite")]
    [InlineData("session.use_cookies = 0\n", "1 session.unknown")]
    [InlineData("session.cookie_domain = https://x.example\n", "1 cookie.not-sent-domain")]
    [InlineData("session.cookie_path = /shop\n", "1 cookie.not-sent-path")]
    [InlineData("session.referer_check = x.example\n", "1 session.unknown")]
    public void What_refuses_is_found_with_its_line(string text, string error) =>
        Assert.Equal([error], SomeServer.Errors("php.ini", text));

    [Theory]
    [InlineData(
        "[Session]\n; a remark\nsession.save_handler = files\nsession.use_cookies = 1\nsession.cookie_secure =\nsession.gc_maxlifetime = 1440\nsession.cookie_lifetime = 0\nsession.cookie_path = /\nsession.cookie_domain =\nsession.cookie_samesite =\nsession.referer_check =\n"
    )]
    [InlineData("session.cookie_samesite = None\nsession.cookie_secure = On\n")]
    public async Task What_is_right_is_let_be(string text)
    {
        Assert.Empty(SomeServer.Errors("php.ini", text));
        Assert.Equal("healthy", await SomeServer.ConcludesAsync(SomeServer.Case("php.ini", text)));
    }
}
