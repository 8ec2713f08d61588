using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The same past the forward proxy that was given: whose refusal is it?</summary>
internal sealed class PastProxyProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.First(ProbeIntent.OtherWay) is not null
            || file.Proxy is null
            || file.First(ProbeIntent.Supplied) is null or { Answer.IsSuccess: true }
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.OtherWay,
            Label = "past the proxy, without credentials",
            Request = CredentialPlaces.Without(subject),
            PastProxy = true,
            Always = 0.8,
            Outcomes =
            [
                [Causes.Proxy.AuthenticationRequired, Causes.Proxy.Blocked, Causes.Proxy.CaptivePortal],
                [Causes.Header.StrippedByProxy, Causes.Header.ReplacedByProxy],
            ],
        };
    }
}
