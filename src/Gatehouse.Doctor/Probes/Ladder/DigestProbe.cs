using System.Security.Cryptography;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Doctor.Schemes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>A user and password were given and the server asks for Digest: the challenge is answered as RFC 7616 says.</summary>
internal sealed class DigestProbe : Probe
{
    // curl --digest -u NAME:PASSWORD waits for a challenge: the pair stands in no field yet.
    private static SuppliedCredential? PairOf(CaseFile file) =>
        file.Credentials.FirstOrDefault(credential => credential.Password is not null)
        ?? (
            file.Note<CommandLine>() is { User: { } user, Password: { } password, Scheme: "digest" or "any" }
                ? CredentialPlaces.Read(RequestIntake.Basic($"{user}:{password}"))
                : null
        );

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (
            file.Probed is not { Url: not null } subject
            || file.First(ProbeIntent.OtherScheme) is not null
            || (file.First(ProbeIntent.Supplied) ?? file.First(ProbeIntent.Anonymous))
                is not { Answer: { Status: 401 } answer }
            || PairOf(file) is not { } pair
            || DigestAnswer.To(
                answer.Challenges,
                pair,
                subject,
                RandomNumberGenerator.GetHexString(16, lowercase: true)
            )
                is not { } digest
        )
        {
            yield break;
        }

        var bare = CredentialPlaces.Without(subject);
        yield return new ProbePlan
        {
            Intent = ProbeIntent.OtherScheme,
            Label = "with the same password as Digest",
            Request = bare with { Headers = bare.Headers.With("Authorization", digest) },
            ProvesPassword = true,
            Always = 0.9,
            Outcomes =
            [
                [Causes.Credentials.SchemeUnsupported],
                [Causes.Credentials.Rejected],
            ],
        };
    }
}
