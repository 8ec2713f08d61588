using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The same, as a program that wants JSON asks: frameworks redirect or break for others.</summary>
internal sealed class OtherAcceptProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.First(ProbeIntent.OtherAccept) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer: { } answer } first
            || !(answer.Status is 500 or 404 || (Places.LocationOf(first) is { } place && Places.IsSignIn(place)))
            || subject.Headers["Accept"]?.Contains("json", StringComparison.OrdinalIgnoreCase) == true
        )
        {
            yield break;
        }

        var bare = CredentialPlaces.Without(subject);
        yield return new ProbePlan
        {
            Intent = ProbeIntent.OtherAccept,
            Label = "as a program that wants JSON, without credentials",
            Request = bare with
            {
                Headers = bare.Headers.With("Accept", "application/json").With("X-Requested-With", "XMLHttpRequest"),
            },
            Always = 0.7,
            Outcomes =
            [
                [Causes.Refusal.AsRedirect],
                [Causes.Refusal.AsServerError],
            ],
        };
    }
}
