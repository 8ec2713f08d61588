using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The second account that was given: is it the person, or everybody?</summary>
internal sealed class SecondProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.Second is not { } second
            || file.First(ProbeIntent.Second) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer.Status: >= 300 }
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.Second,
            Label = "with the second account",
            Request = second.On(CredentialPlaces.Without(subject)),
            Always = 0.85,
            Outcomes =
            [
                [Causes.Credentials.Rejected, Causes.User.Locked],
                [Causes.Provider.OutageAs401],
            ],
        };
    }
}
