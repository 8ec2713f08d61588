using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.CommandLines;

/// <summary>A program that keeps its credentials until a challenge comes, and a server that does not send one, or not one that it can answer.</summary>
[Names("credentials.not-sent", "credentials.scheme-unsupported", "credentials.missing")]
internal sealed class WaitsForChallengeRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Note<CommandLine>() is not { WaitsForChallenge: true } line)
        {
            yield break;
        }

        var bare = file.First(ProbeIntent.Anonymous) ?? Uncredited(file.Main);
        if (bare is not { Answer: { Status: >= 300 } answer })
        {
            yield break;
        }

        yield return new Clue(
            Causes.Credentials.Missing,
            Strength.StronglyAgainst,
            $"The command line gives {line.Program} credentials"
        );
        var schemes = answer.Challenges.Challenges.Select(challenge => challenge.Scheme).ToList();
        if (answer.Status != 401 || !answer.Headers.Has("WWW-Authenticate"))
        {
            var works = file.First(ProbeIntent.Supplied) is { Answer.IsSuccess: true, Request.CarriesCredential: true };
            yield return new Clue(
                Causes.Credentials.NotSent,
                works ? Strength.Decisive : Strength.Strong,
                $"{line.Program} sends these credentials only after a challenge, and the server answers {answer.Status} without one"
            )
            {
                Source = bare.Source,
                Remedy = line.Program switch
                {
                    "wget" => $"Add --auth-no-challenge",
                    "powershell" => $"Add -Authentication Basic, or write the Authorization field with -Headers",
                    _ => $"Leave out --anyauth, --digest, --ntlm and --negotiate, so that Basic is sent at once",
                },
            };
        }
        else if (
            line.Scheme is "digest" or "ntlm" or "negotiate"
            && !schemes.Exists(scheme => scheme.Equals(line.Scheme, StringComparison.OrdinalIgnoreCase))
        )
        {
            yield return new Clue(
                Causes.Credentials.SchemeUnsupported,
                Strength.Strong,
                $"The command line chooses {line.Scheme}, and the server offers {string.Join(", ", schemes)}"
            )
            {
                Source = bare.Source,
            };
        }
    }

    private static Exchange? Uncredited(Exchange? exchange) =>
        exchange is { Request.CarriesCredential: false } ? exchange : null;
}
