using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The same request without its credentials: were they looked at, were they needed?</summary>
internal sealed class AnonymousProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null, CarriesCredential: true } subject
            || file.First(ProbeIntent.Anonymous) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer.Status: >= 300 }
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.Anonymous,
            Label = "without credentials",
            Request = CredentialPlaces.Without(subject),
            Always = 0.8,
            Outcomes =
            [
                [Causes.Credentials.Superfluous],
                [Causes.Credentials.Rejected],
            ],
        };
    }
}
