using Gatehouse.Lab.Dress;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Tests.Dress;

public sealed class DressSituationTests
{
    [Theory]
    [InlineData("credentials.missing", 401)]
    [InlineData("credentials.malformed", 401)]
    [InlineData("token.expired", 401)]
    [InlineData("user.locked", 401)]
    [InlineData("refusal.as-success", 401)]
    [InlineData("dns.failed", 401)]
    [InlineData("access.role-missing", 403)]
    [InlineData("access.hidden", 404)]
    [InlineData("route.method-not-allowed", 405)]
    [InlineData("proxy.authentication-required", 407)]
    [InlineData("route.moved", 308)]
    [InlineData("header.too-large", 431)]
    [InlineData("credentials.throttled", 429)]
    [InlineData("server.error", 500)]
    [InlineData("upstream.unreachable", 502)]
    [InlineData("server.busy", 503)]
    [InlineData("proxy.captive-portal", 503)]
    [InlineData("upstream.timeout", 504)]
    public void Every_cause_is_a_situation_that_other_servers_know(string cause, int status) =>
        Assert.Equal(status, DressSituations.Of(Causes.Find(cause)!).Status());

    [Fact]
    public void A_refusal_of_credentials_stays_one_whatever_status_the_exhibit_itself_has() =>
        Assert.All(
            Causes.All.Where(cause => cause.Status is 0 or 200),
            cause => Assert.Equal(DressSituation.Absent, DressSituations.Of(cause))
        );

    [Fact]
    public void Servers_that_have_words_of_their_own_for_a_status_send_them()
    {
        Assert.Equal("Gateway Time-out", DressCase.Answer("nginx", "upstream.timeout", "Basic").ReasonPhrase);
        Assert.Equal("Bad request", DressCase.Answer("haproxy", "request.path-ambiguous", "Basic").ReasonPhrase);
        Assert.Equal("unknown status", DressCase.Answer("laravel", "csrf.token-missing", "cookie").ReasonPhrase);
    }
}
