using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>Credentials of the same form that cannot be right: does the server tell them from the given ones, and from none?</summary>
internal sealed class NonsenseProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.First(ProbeIntent.Nonsense) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer.Status: >= 300 }
            || file.First(ProbeIntent.Anonymous) is not { Answer.IsSuccess: false }
            || file.Credentials is not [{ Kind: not CredentialKind.Proof } given, ..]
            || given.Place is not (CredentialPlace.Field or CredentialPlace.Cookie)
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.Nonsense,
            Label = "with invented credentials of the same form",
            Request = Nonsense.Like(given).On(CredentialPlaces.Without(subject)),
            Always = 0.6,
            Outcomes =
            [
                [Causes.Credentials.Rejected, Causes.Token.SignatureInvalid],
                [Causes.Header.StrippedByProxy, Causes.Header.StrippedByServer, Causes.Key.Misplaced],
                [Causes.Access.PermissionDenied, Causes.Token.ScopeInsufficient, Causes.Token.Expired],
            ],
        };
    }
}
