using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>
/// The place that a redirect leads to. The credentials go along only within the origin they were given for, or from
/// http to https of the same host; elsewhere the question is asked without them.
/// </summary>
internal sealed class RedirectedProbe : Probe
{
    private const int Most = 5;

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        var last = file.Exchanges.LastOrDefault(exchange =>
            exchange.Intent is ProbeIntent.Supplied or ProbeIntent.Redirected
        );
        if (
            file.Probed is not { Url: { } from } subject
            || last is null
            || Places.LocationOf(last) is not { } place
            || place.Scheme is not ("http" or "https")
            || Places.IsSignIn(place)
            || file.All(ProbeIntent.Redirected).Count() >= Most
            || file.Exchanges.Any(exchange =>
                exchange.Intent == ProbeIntent.Redirected && exchange.Request?.Url == place
            )
        )
        {
            yield break;
        }

        var safe = Places.SameOriginOrSafer(place, from);
        var request = (safe ? subject : CredentialPlaces.Without(subject)) with
        {
            Url = place,
            Target = place.PathAndQuery,
        };
        yield return new ProbePlan
        {
            Intent = ProbeIntent.Redirected,
            Label = safe ? "where the redirect leads" : "where the redirect leads, without credentials",
            Request = request,
            Always = 0.95,
            Outcomes =
            [
                [Causes.Header.StrippedByRedirect, Causes.Endpoint.InsecureScheme, Causes.Route.Moved],
            ],
        };
    }
}
