namespace Gatehouse.Doctor.Tests.Lint;

public class ContainerFilesTests
{
    [Theory]
    [InlineData(
        "services:\n  web:\n    labels:\n      - \"traefik.http.middlewares.a.basicauth.users=admin:$apr1$abcdefgh$aaaaaaaaaaaaaaaaaaaaaa\"\n",
        "4 server.user-file-unusable"
    )]
    [InlineData(
        "services:\n  web:\n    labels:\n      traefik.http.middlewares.a.basicauth.users: \"admin:$apr1$abcdefgh$aaaaaaaaaaaaaaaaaaaaaa\"\n",
        "4 server.user-file-unusable"
    )]
    [InlineData(
        "http:\n  middlewares:\n    a:\n      basicAuth:\n        users:\n          - \"admin:$$apr1$$abcdefgh$$aaaaaaaaaaaaaaaaaaaaaa\"\n",
        "6 server.user-file-unusable"
    )]
    [InlineData(
        "services:\n  p:\n    environment:\n      OAUTH2_PROXY_COOKIE_SECRET: \"open-sesame\"\n",
        "4 server.configuration"
    )]
    [InlineData("services:\n  p:\n    command:\n      - --cookie-samesite=strict\n", "4 cookie.not-sent-samesite")]
    [InlineData(
        "services:\n  p:\n    command:\n      - --cookie-domain=https://x.example\n",
        "4 cookie.not-sent-domain"
    )]
    [InlineData(
        "services:\n  p:\n    labels:\n      - \"traefik.http.middlewares.a.headers.customrequestheaders.Authorization=\"\n",
        "4 header.stripped-by-proxy"
    )]
    public void What_refuses_is_found_with_its_line(string text, string error) =>
        Assert.Equal([error], SomeServer.Errors("docker-compose.yml", text));

    [Theory]
    [InlineData(
        "services:\n  web:\n    image: x\n    ports:\n      - \"80:80\"\n    labels:\n      - \"traefik.http.middlewares.a.basicauth.users=admin:$$apr1$$abcdefgh$$aaaaaaaaaaaaaaaaaaaaaa\"\n"
    )]
    [InlineData(
        "services:\n  p:\n    environment:\n      - OAUTH2_PROXY_COOKIE_SECRET=kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk\n      - OAUTH2_PROXY_COOKIE_SECURE=true\n"
    )]
    [InlineData("services:\n  p:\n    environment:\n      OAUTH2_PROXY_COOKIE_SECRET: ${COOKIE_SECRET}\n")]
    public async Task What_is_right_is_let_be(string text)
    {
        Assert.Empty(SomeServer.Errors("docker-compose.yml", text));
        Assert.Equal("healthy", await SomeServer.ConcludesAsync(SomeServer.Case("docker-compose.yml", text)));
    }
}
