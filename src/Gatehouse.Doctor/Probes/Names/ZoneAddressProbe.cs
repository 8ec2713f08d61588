using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Names;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Names;

/// <summary>The address that the zone's own servers name where this machine has another: who stands there? Without credentials.</summary>
internal sealed class ZoneAddressProbe : Probe
{
    private const double InEveryCase = 0.8;

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.Note<NameFindings>() is not { Differ: true } names
            || file.First(ProbeIntent.ZoneAddress) is not null
            || (
                subject.CarriesCredential
                && file.First(ProbeIntent.Supplied)?.Answer is not null
                && file.First(ProbeIntent.Anonymous) is null
            )
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.ZoneAddress,
            Label = $"at {names.ByZone[0]}, which the zone's own servers name, without credentials",
            Request = CredentialPlaces.Without(subject),
            Address = names.ByZone[0],
            Always = InEveryCase,
            Outcomes =
            [
                [Causes.Dns.Stale],
            ],
        };
    }
}
