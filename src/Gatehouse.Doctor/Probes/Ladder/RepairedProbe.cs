using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The same credential as it should have been written: if that is granted, the fault is shown.</summary>
internal sealed class RepairedProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.First(ProbeIntent.Supplied) is not { Answer.Status: >= 300 }
        )
        {
            yield break;
        }

        foreach (var repair in file.Credentials.Take(1).SelectMany(Repairs.Of))
        {
            if (file.All(ProbeIntent.Repaired).Any(exchange => exchange.Label == repair.Label))
            {
                continue;
            }

            yield return new ProbePlan
            {
                Intent = ProbeIntent.Repaired,
                Label = repair.Label,
                Request = repair.Repaired.On(CredentialPlaces.Without(subject)),
                Always = 0.9,
                Outcomes =
                [
                    [repair.Cause],
                ],
            };
        }
    }
}
