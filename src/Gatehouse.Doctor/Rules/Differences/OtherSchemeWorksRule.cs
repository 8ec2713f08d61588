using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>The same user and password are granted under a scheme that the server asks for.</summary>
[Names("credentials.scheme-unsupported", "credentials.rejected")]
internal sealed class OtherSchemeWorksRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.First(ProbeIntent.OtherScheme) is not { Answer: { } answer } other)
        {
            yield break;
        }

        if (answer.IsSuccess)
        {
            yield return new Clue(
                Causes.Credentials.SchemeUnsupported,
                Strength.Decisive,
                $"The same user and password are granted when they answer the server's challenge {new OwnWords(other.Label)}"
            )
            {
                Source = other.Source,
                Remedy = $"Use the scheme that the server asks for; with curl: --digest, or --anyauth",
            };
        }
        else if (answer.Status == 401)
        {
            var asked = answer.Challenges.Challenges.FirstOrDefault(challenge => challenge.Is("Digest"));
            if ("true".Equals(asked?["stale"], StringComparison.OrdinalIgnoreCase))
            {
                yield break;
            }

            yield return new Clue(
                Causes.Credentials.Rejected,
                Strength.Strong,
                $"The server's own Digest challenge, answered with this user and password, is refused too"
            )
            {
                Source = other.Source,
            };
        }
    }
}
