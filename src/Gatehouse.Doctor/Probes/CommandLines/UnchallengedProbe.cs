using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.CommandLines;

/// <summary>The first request of a program that waits for a challenge, where the credentials themselves are good: does a challenge come?</summary>
internal sealed class UnchallengedProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Note<CommandLine>() is not { WaitsForChallenge: true }
            || file.Probed is not { Url: not null, CarriesCredential: true } subject
            || file.First(ProbeIntent.Anonymous) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer.IsSuccess: true }
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.Anonymous,
            Label = "without credentials, as the program begins",
            Request = CredentialPlaces.Without(subject),
            Always = 0.9,
            Outcomes =
            [
                [Causes.Credentials.NotSent],
            ],
        };
    }
}
