using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The very same once more on a new connection: one of several servers may answer otherwise.</summary>
internal sealed class RepeatedProbe : Probe
{
    private const int Most = 5;

    private const int Sure = 2;

    private const double InEveryCase = 0.8;

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.First(ProbeIntent.Supplied) is not { Answer: { } answer }
            || (answer.Status < 400 && !(answer.IsSuccess && subject.CarriesCredential))
            || file.Credentials.Any(credential =>
                credential.Kind is CredentialKind.Password or CredentialKind.Key or CredentialKind.Proof
            )
            || file.All(ProbeIntent.Repeated).Count() >= (answer.IsSuccess ? Sure : Most)
            || file.All(ProbeIntent.Repeated)
                .Any(exchange => exchange.Answer is { } other && other.IsSuccess != answer.IsSuccess)
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.Repeated,
            Label = "once more",
            Request = subject,
            // One of two servers shows itself in two more tries more often than not, so these are always worth it.
            Always =
                !subject.CarriesCredential ? 0.05
                : file.All(ProbeIntent.Repeated).Count() < Sure ? InEveryCase
                : 0.2,
            Outcomes =
            [
                [Causes.Replica.Inconsistent],
            ],
        };
    }
}
