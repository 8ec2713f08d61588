using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Network;

/// <summary>There was no answer at all, and the system says why.</summary>
[Names(
    "dns.failed",
    "tls.failed",
    "upstream.unreachable",
    "upstream.timeout",
    "proxy.authentication-required",
    "proxy.blocked",
    "certificate.missing"
)]
internal sealed class NoAnswerRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Answer: null, Failure: { } failure } main)
        {
            yield break;
        }

        (Cause? cause, var strength) = failure.Kind switch
        {
            FailureKind.NameUnresolved => (Causes.Dns.Failed, Strength.Decisive),
            FailureKind.Tls when WantsCertificate(main) => (Causes.Certificate.Missing, Strength.Strong),
            FailureKind.Tls => (Causes.Tls.Failed, Strength.Decisive),
            FailureKind.Proxy when failure.TunnelStatus == 407 => (
                Causes.Proxy.AuthenticationRequired,
                Strength.Decisive
            ),
            FailureKind.Proxy => (
                Causes.Proxy.Blocked,
                failure.TunnelStatus == 403 ? Strength.Strong : Strength.Moderate
            ),
            FailureKind.Unreachable => (Causes.Upstream.Unreachable, Strength.Strong),
            FailureKind.Timeout => (Causes.Upstream.Timeout, Strength.Strong),
            _ => (null, Strength.Weak),
        };
        if (cause is not null)
        {
            yield return new Clue(cause, strength, $"There is no answer: {new OwnWords(failure.Text)}")
            {
                Source = main.Source,
            };
        }

        if (WantsCertificate(main))
        {
            yield return new Clue(
                Causes.Certificate.Missing,
                Strength.Decisive,
                $"The server asked for a client certificate, got none and ended the connection"
            )
            {
                Source = main.Source,
            };
        }

        foreach (var problem in main.Tls?.Problems ?? [])
        {
            yield return new Clue(
                Causes.Tls.Failed,
                Strength.Decisive,
                $"The server's certificate ({main.Tls!.Subject}, issued by {main.Tls.Issuer}, valid until {main.Tls.NotAfter:yyyy-MM-dd}) was not accepted: {new OwnWords(problem)}"
            )
            {
                Source = main.Source,
            };
        }
    }

    private static bool WantsCertificate(Exchange exchange) =>
        exchange is { Failure.Kind: FailureKind.Tls, Tls: { ClientCertificateAsked: true, Problems.Count: 0 } };
}
