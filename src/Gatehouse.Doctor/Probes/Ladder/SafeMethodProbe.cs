using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>GET in place of a method that changes something, with the same credentials: is it the credentials, or the method?</summary>
internal sealed class SafeMethodProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null, MayChange: true } subject
            || file.First(ProbeIntent.OtherMethod) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer.Status: >= 400 }
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.OtherMethod,
            Label = "with GET in its place",
            Request = subject with { Method = "GET", Body = null },
            Always = 0.6,
            Outcomes =
            [
                [Causes.Csrf.TokenMissing, Causes.Csrf.TokenInvalid, Causes.Csrf.CrossSite],
                [Causes.Token.ScopeInsufficient, Causes.Access.MethodDenied],
            ],
        };
    }
}
