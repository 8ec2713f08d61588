using System.Net;
using System.Net.Sockets;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Names;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Names;

/// <summary>
/// The host's other addresses, the other family's first: does every one answer alike? Tokens and cookies go along, which may
/// be repeated; where a password was given the question is asked without.
/// </summary>
internal sealed class OtherAddressProbe : Probe
{
    private const int Most = 3;

    // One more request tells whether it matters which address is asked at all.
    private const double First = 0.85;
    private const double Further = 0.4;

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.Note<NameFindings>() is not { } names
            || file.First(ProbeIntent.Supplied) is not { Answer: { Status: >= 400, Address: { } known } }
            || !IPAddress.TryParse(known, out var answered)
        )
        {
            yield break;
        }

        var repeatable = file.Credentials.All(credential =>
            credential.Kind is CredentialKind.Token or CredentialKind.Cookie
        );
        if (!repeatable && file.First(ProbeIntent.Anonymous) is null)
        {
            yield break;
        }

        var asked = file.All(ProbeIntent.OtherAddress).ToList();
        var next = names
            .Here.Where(address => !address.Equals(answered))
            .OrderBy(address => address.AddressFamily == answered.AddressFamily)
            .Take(Most)
            .Select(address => (Address: address, Label: LabelOf(address)))
            .FirstOrDefault(item => asked.TrueForAll(exchange => exchange.Label != item.Label));
        if (next.Address is null)
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.OtherAddress,
            Label = next.Label,
            Request = repeatable ? subject : CredentialPlaces.Without(subject),
            Address = next.Address,
            Always = asked.Count == 0 ? First : Further,
            Outcomes =
            [
                [Causes.Network.AddressDependent, Causes.Replica.Inconsistent],
            ],
        };
    }

    private static string LabelOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"over IPv6, at {address}" : $"over IPv4, at {address}";
}
