namespace Gatehouse.Doctor.Tests.Lint;

public class HaproxyFilesTests
{
    [Theory]
    [InlineData("frontend f\n  http-request del-header Authorization\n", "2 header.stripped-by-proxy")]
    [InlineData("userlist u\n  user bob password open-sesame\n", "2 server.user-file-unusable")]
    [InlineData(
        "frontend f\n  http-request auth unless { http_auth(u) }\n  http-response set-header Access-Control-Allow-Origin https://a.example\n",
        "2 preflight.refused"
    )]
    public void What_refuses_is_found_with_its_line(string text, string error) =>
        Assert.Equal([error], SomeServer.Errors("haproxy.cfg", text));

    [Theory]
    [InlineData(
        "global\n  log stdout local0\ndefaults\n  mode http\nuserlist u\n  user bob insecure-password open-sesame\nfrontend f\n  http-request auth unless { http_auth(u) }\n  default_backend b\nbackend b\n  server s1 127.0.0.1:80\n"
    )]
    public async Task What_is_right_is_let_be(string text)
    {
        Assert.Empty(SomeServer.Errors("haproxy.cfg", text));
        Assert.Equal("healthy", await SomeServer.ConcludesAsync(SomeServer.Case("haproxy.cfg", text)));
    }
}
