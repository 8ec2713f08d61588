namespace Gatehouse.Doctor.Tests.Lint;

public class CaddyFilesTests
{
    [Theory]
    [InlineData("x.example {\n  basic_auth {\n    bob open-sesame\n  }\n}\n", "3 server.user-file-unusable")]
    [InlineData(
        "x.example {\n  reverse_proxy app:80 {\n    header_up -Authorization\n  }\n}\n",
        "3 header.stripped-by-proxy"
    )]
    public void What_refuses_is_found_with_its_line(string text, string error) =>
        Assert.Equal([error], SomeServer.Errors("Caddyfile", text));

    [Theory]
    [InlineData(
        "x.example {\n  basic_auth {\n    bob $2a$14$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n  }\n  reverse_proxy app:{$PORT}\n}\n"
    )]
    public async Task What_is_right_is_let_be(string text)
    {
        Assert.Empty(SomeServer.Errors("Caddyfile", text));
        Assert.Equal("healthy", await SomeServer.ConcludesAsync(SomeServer.Case("Caddyfile", text)));
    }
}
