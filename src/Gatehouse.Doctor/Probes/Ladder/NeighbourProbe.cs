using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>A path that cannot exist, with nothing secret: is the refusal about this address, or about every one?</summary>
internal sealed class NeighbourProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: { } url } subject
            || file.First(ProbeIntent.Neighbour) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer: { Status: 401 or 403 or 404 } answer }
        )
        {
            yield break;
        }

        var place = new Uri(url, "/gatehouse-doctor-no-such-path");
        yield return new ProbePlan
        {
            Intent = ProbeIntent.Neighbour,
            Label = "a path that cannot exist, without credentials",
            Request = CredentialPlaces.Without(subject) with
            {
                Url = place,
                Target = place.PathAndQuery,
                Method = "GET",
                Body = null,
            },
            Always = answer.Status is 403 or 404 ? 0.4 : 0.1,
            Outcomes =
            [
                [Causes.Endpoint.WrongPath, Causes.Route.Unknown],
                [Causes.Waf.Blocked, Causes.Client.AddressDenied],
            ],
        };
    }
}
