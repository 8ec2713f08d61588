using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Network;

namespace Gatehouse.Doctor.Tests.Rules.Network;

public class NoAnswerRuleTests
{
    [Theory]
    [InlineData(FailureKind.NameUnresolved, "dns.failed Decisive")]
    [InlineData(FailureKind.Tls, "tls.failed Decisive")]
    [InlineData(FailureKind.Unreachable, "upstream.unreachable Strong")]
    [InlineData(FailureKind.Timeout, "upstream.timeout Strong")]
    [InlineData(FailureKind.Proxy, "proxy.blocked Moderate")]
    [InlineData(FailureKind.Protocol, null)]
    public void Why_there_is_no_answer_is_told(FailureKind kind, string? said) =>
        Assert.Equal(said is null ? [] : [said], Some.Says<NoAnswerRule>(Failed(kind, tls: null)));

    [Fact]
    public void A_server_that_wants_a_client_certificate_and_gets_none_is_told() =>
        Assert.Equal(
            ["certificate.missing Strong", "certificate.missing Decisive"],
            Some.Says<NoAnswerRule>(Failed(FailureKind.Tls, Tls(asked: true)))
        );

    [Fact]
    public void What_is_wrong_with_the_certificate_is_told() =>
        Assert.Equal(
            ["tls.failed Decisive", "tls.failed Decisive"],
            Some.Says<NoAnswerRule>(Failed(FailureKind.Tls, Tls(asked: false, "it is expired")))
        );

    [Theory]
    [InlineData(407, "proxy.authentication-required Decisive")]
    [InlineData(403, "proxy.blocked Strong")]
    [InlineData(502, "proxy.blocked Moderate")]
    public void With_which_status_a_proxy_refused_the_tunnel_decides(int status, string said) =>
        Assert.Equal([said], Some.Says<NoAnswerRule>(Failed(FailureKind.Proxy, tls: null, status)));

    private static TlsFacts Tls(bool asked, params string[] problems) =>
        new("CN=api.example", "CN=Some authority", Some.Now, Some.Now, ["api.example"], problems, asked);

    private static CaseFile Failed(FailureKind kind, TlsFacts? tls, int? tunnel = null)
    {
        var file = new CaseFile { Now = Some.Now, Subject = Some.Get() };
        file.Add(
            new Exchange
            {
                Label = "as given",
                Intent = ProbeIntent.Supplied,
                Request = Some.Get(),
                Failure = new ExchangeFailure(kind, "it did not work") { TunnelStatus = tunnel },
                Tls = tls,
            }
        );
        return file;
    }
}
