namespace Gatehouse.Doctor.Tests.Lint;

public class WebConfigFilesTests
{
    [Theory]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<configuration>\n<system.webServer>\n<security><authentication>\n<anonymousAuthentication enabled=\"false\" />\n</authentication></security>\n</system.webServer>\n</configuration>",
        "5 server.configuration"
    )]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<configuration>\n<system.webServer>\n<security><authentication>\n<windowsAuthentication enabled=\"true\"><providers><clear /></providers></windowsAuthentication>\n</authentication></security>\n</system.webServer>\n</configuration>",
        "5 server.configuration"
    )]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<configuration>\n<system.webServer>\n<httpProtocol><customHeaders><add name=\"Access-Control-Allow-Origin\" value=\"https://a.example\" /></customHeaders></httpProtocol>\n<security><authentication>\n<anonymousAuthentication enabled=\"false\" /><windowsAuthentication enabled=\"true\" />\n</authentication></security>\n</system.webServer>\n</configuration>",
        "6 preflight.refused"
    )]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<configuration>\n<system.webServer>\n<aspNetCore forwardWindowsAuthToken=\"false\" />\n<security><authentication>\n<windowsAuthentication enabled=\"true\" />\n</authentication></security>\n</system.webServer>\n</configuration>",
        "4 header.stripped-by-server"
    )]
    [InlineData(
        "<configuration><system.web>\n<authorization>\n<deny users=\"*\" />\n<allow roles=\"A\" />\n</authorization></system.web></configuration>",
        "3 access.nobody"
    )]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<configuration>\n<system.webServer>\n<security><ipSecurity allowUnlisted=\"false\" /></security>\n</system.webServer>\n</configuration>",
        "4 client.address-denied"
    )]
    [InlineData(
        "<configuration><system.web>\n<httpCookies sameSite=\"None\" /></system.web></configuration>",
        "2 cookie.blocked"
    )]
    [InlineData(
        "<configuration><system.web>\n<sessionState timeout=\"1\" /></system.web></configuration>",
        "2 session.expired-idle"
    )]
    [InlineData(
        "<configuration><system.web>\n<machineKey validationKey=\"AutoGenerate,IsolateApps\" /></system.web></configuration>",
        "2 session.unreadable"
    )]
    public void What_refuses_is_found_with_its_line(string text, string error) =>
        Assert.Equal([error], SomeServer.Errors("web.config", text));

    [Theory]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<configuration>\n<system.webServer>\n<security><authentication>\n<anonymousAuthentication enabled=\"true\" />\n</authentication></security>\n</system.webServer>\n</configuration>"
    )]
    [InlineData(
        "<?xml version=\"1.0\"?>\n<configuration>\n<system.webServer>\n<security><authentication>\n<anonymousAuthentication enabled=\"false\" /><windowsAuthentication enabled=\"true\" />\n</authentication></security>\n</system.webServer>\n</configuration>"
    )]
    [InlineData(
        "<configuration><system.web><authentication mode=\"Forms\"><forms loginUrl=\"~/Account/Login\" timeout=\"30\" /></authentication>\n<authorization><allow roles=\"A\" /><deny users=\"*\" /></authorization></system.web></configuration>"
    )]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><configuration>&a;</configuration>")]
    public async Task What_is_right_is_let_be(string text)
    {
        Assert.Empty(SomeServer.Errors("web.config", text));
        Assert.Equal("healthy", await SomeServer.ConcludesAsync(SomeServer.Case("web.config", text)));
    }
}
