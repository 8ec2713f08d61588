using System.Net;
using System.Net.Sockets;
using Gatehouse.Doctor.Answerers;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Runs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Runs;

/// <summary>The host's name led to two addresses, and what stands there answers differently.</summary>
[Names("dns.stale", "replica.inconsistent", "network.address-dependent")]
internal sealed class OtherServerRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            RunPair.In(file) is not { Refused: { } refused, Granted: { } granted, SameServer: false } pair
            || refused.ThroughProxy
            || granted.ThroughProxy
            || pair.SameToken == false
        )
        {
            yield break;
        }

        var (bad, good) = (refused.ServerAddress!, granted.ServerAddress!);
        if (Family(bad) != Family(good))
        {
            yield return new Clue(
                Causes.Network.AddressDependent,
                Strength.Strong,
                $"One run reached the host at {good} and was granted, the other at {bad} and was refused: IPv4 and IPv6 lead to answers that differ"
            )
            {
                Remedy = $"curl -4 and curl -6 show it; compare what stands behind {good} and {bad}",
                RemedyBy = Party.Operator,
            };
            yield break;
        }

        // A content network has an address for every region.
        if (RunPair.ProductOf(refused)?.By == Answerer.Cdn || RunPair.ProductOf(granted)?.By == Answerer.Cdn)
        {
            yield return Differs(Causes.Network.AddressDependent, Strength.Moderate, good, bad);
            yield return Differs(Causes.Replica.Inconsistent, Strength.Moderate, good, bad);
            yield break;
        }

        var alike = LookAlike(refused.Main!, granted.Main!);
        yield return Differs(Causes.Dns.Stale, alike ? Strength.Weak : Strength.Strong, good, bad);
        yield return Differs(Causes.Replica.Inconsistent, alike ? Strength.Strong : Strength.Weak, good, bad);
    }

    private static Clue Differs(Cause cause, Strength strength, string good, string bad) =>
        new(
            cause,
            strength,
            $"The host's name led one run to {good}, where the request is granted, and the other to {bad}, where it is refused"
        )
        {
            Remedy = $"Ask both from one machine: gatehouse doctor ADDRESS --resolve {good}, then --resolve {bad}",
            RemedyBy = Party.Caller,
            Question = $"Which of the addresses {good} and {bad} do the servers of the host's own zone give",
        };

    // An old server behind an old address has seldom the new one's certificate and software.
    private static bool LookAlike(Exchange one, Exchange other) =>
        Server(one) == Server(other)
        && (one.Tls is not { } first || other.Tls is not { } second || first.NotAfter == second.NotAfter);

    private static string? Server(Exchange exchange) => exchange.Answer?.Headers["Server"];

    private static AddressFamily? Family(string address) =>
        IPAddress.TryParse(address, out var read) ? read.AddressFamily : null;
}
