namespace Gatehouse.Doctor.Tests.Lint;

public class UserFilesTests
{
    [Theory]
    [InlineData("bob\n", "1 server.user-file-unusable")]
    [InlineData("eve:$apr1$abcdefgh$aaaaaaaaaaaaaaaaaaaaaa\nbob:apr1\n", "2 server.user-file-unusable")]
    [InlineData("bob:open-sesame\n", "1 server.user-file-unusable")]
    [InlineData("bob:$2y$05$short\n", "1 server.user-file-unusable")]
    [InlineData("bob:$$apr1$$abcdefgh$$aaaaaaaaaaaaaaaaaaaaaa\n", "1 server.user-file-unusable")]
    public void What_refuses_is_found_with_its_line(string text, string error) =>
        Assert.Equal([error], SomeServer.Errors(".htpasswd", text));

    [Theory]
    [InlineData(
        "bob:$apr1$abcdefgh$aaaaaaaaaaaaaaaaaaaaaa\neve:$2y$05$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nann:{SHA}aaaaaaaaaaaaaaaaaaaaaaaaaaa=\n"
    )]
    public async Task What_is_right_is_let_be(string text)
    {
        Assert.Empty(SomeServer.Errors(".htpasswd", text));
        Assert.Equal("healthy", await SomeServer.ConcludesAsync(SomeServer.Case(".htpasswd", text)));
    }
}
