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
    [InlineData(FailureKind.Proxy, "proxy.authentication-required Moderate")]
    [InlineData(FailureKind.Protocol, null)]
    public void Why_there_is_no_answer_is_told(FailureKind kind, string? said) =>
        Assert.Equal(said is null ? [] : [said], Some.Says<NoAnswerRule>(Failed(kind, tls: null)));

    [Fact]
    public void A_server_that_wants_a_client_certificate_and_gets_none_is_told() =>
        Assert.Equal(
            ["tls.failed Decisive", "certificate.missing Strong"],
            Some.Says<NoAnswerRule>(Failed(FailureKind.Tls, Tls(asked: true)))
        );

    [Fact]
    public void What_is_wrong_with_the_certificate_is_told() =>
        Assert.Equal(
            ["tls.failed Decisive", "tls.failed Decisive"],
            Some.Says<NoAnswerRule>(Failed(FailureKind.Tls, Tls(asked: false, "it is expired")))
        );

    private static TlsFacts Tls(bool asked, params string[] problems) =>
        new("CN=api.example", "CN=Some authority", Some.Now, Some.Now, ["api.example"], problems, asked);

    private static CaseFile Failed(FailureKind kind, TlsFacts? tls)
    {
        var file = new CaseFile { Now = Some.Now, Subject = Some.Get() };
        file.Add(
            new Exchange
            {
                Label = "as given",
                Intent = ProbeIntent.Supplied,
                Request = Some.Get(),
                Failure = new ExchangeFailure(kind, "it did not work"),
                Tls = tls,
            }
        );
        return file;
    }
}
