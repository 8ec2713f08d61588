using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The same over https where plain http was asked: many servers take credentials there alone. Never the other way round.</summary>
internal sealed class SecuredProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: { Scheme: "http", IsDefaultPort: true, IsLoopback: false } url } subject
            || file.First(ProbeIntent.Secured) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer.Status: >= 300 }
        )
        {
            yield break;
        }

        var place = new UriBuilder(url) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;
        yield return new ProbePlan
        {
            Intent = ProbeIntent.Secured,
            Label = "over https",
            Request = subject with { Url = place, Target = place.PathAndQuery },
            Always = 0.5,
            Outcomes =
            [
                [
                    Causes.Endpoint.InsecureScheme,
                    Causes.Credentials.InsecureTransport,
                    Causes.Cookie.NotSentSecure,
                    Causes.Header.StrippedByRedirect,
                ],
            ],
        };
    }
}
