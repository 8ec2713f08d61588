namespace Gatehouse.Doctor.Tests.Words;

public class RequestWordsTests
{
    [Theory]
    [InlineData("request.path-ambiguous", 400, "Ambiguous URI path separator")]
    [InlineData(
        "request.path-ambiguous",
        400,
        "The request was rejected because the URL contained a potentially malicious String \"//\""
    )]
    [InlineData("request.path-ambiguous", 404, "HTTP Error 404.11 - Request contains double escape sequence")]
    [InlineData("request.framing-ambiguous", 400, "Content-Length can't be present with Transfer-Encoding")]
    [InlineData("request.framing-ambiguous", 400, "Multiple Content-Length headers")]
    [InlineData("server.store-unavailable", 503, "The session store is unavailable")]
    public void What_servers_say_of_a_request_is_understood(string cause, int status, string body) =>
        Assert.Equal(cause, Named.With(status, body));

    [Theory]
    [InlineData("oidc: current time 2026-01-01 10:00:00 before the nbf (not before) time: 2026-01-01 10:02:00")]
    [InlineData("\"iat\" validation failure (1700000000): JWT was issued more than 600 seconds in the future")]
    public void What_a_sign_in_says_of_the_provider_s_clock_is_understood(string text) =>
        Assert.Equal("provider.clock-skewed", Named.Text(text));

    [Theory]
    [InlineData(502, "Parse Error: Content-Length can't be present with Transfer-Encoding", "request.")]
    [InlineData(401, "The App Store is unavailable in your country", "server.store")]
    public void What_speaks_of_something_else_is_left_alone(int status, string body, string family) =>
        Assert.DoesNotContain(family, Named.With(status, body), StringComparison.Ordinal);
}
