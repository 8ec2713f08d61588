using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>The server lists what it takes, and what was sent is not among it.</summary>
[Names("credentials.scheme-unsupported")]
internal sealed class SchemeNotOfferedRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer: { Status: 401 } answer, Request: { } request } main
            || CredentialPlaces.In(request) is not [{ Scheme: { } scheme, Name: "Authorization" }, ..]
            || answer.Challenges.Challenges is not [_, ..] challenges
            || challenges.Any(challenge => challenge.Is(scheme))
        )
        {
            yield break;
        }

        var offered = string.Join(
            ", ",
            challenges.Select(challenge => challenge.Scheme).Distinct(StringComparer.OrdinalIgnoreCase)
        );
        yield return new Clue(
            Causes.Credentials.SchemeUnsupported,
            // Such names stand for a field of their own, which may be wanted beside Authorization.
            challenges.All(challenge => challenge.Is("Key") || challenge.Is("ApiKey"))
                ? Strength.Moderate
                : Strength.Strong,
            $"The request carries {scheme} credentials, the server asks for {offered}"
        )
        {
            Source = main.Source,
            Remedy = $"Send credentials of one of these schemes: {offered}",
        };
    }
}
