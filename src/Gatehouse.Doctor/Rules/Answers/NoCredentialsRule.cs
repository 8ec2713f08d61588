using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A refused request that carried nothing which could be a credential.</summary>
[Names("credentials.missing", "header.stripped-by-server", "header.stripped-by-proxy")]
internal sealed class NoCredentialsRule : Rule
{
    private static readonly string[] SignIns =
    [
        "/login",
        "/signin",
        "/sign-in",
        "/session",
        "/token",
        "/authenticate",
        "/refresh",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Request: { CarriesCredential: false } request, Answer.Status: 401 } main
            || (request.Method == "OPTIONS" && request.Headers.Has("Access-Control-Request-Method"))
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Credentials.Missing,
            IsSignIn(request) ? Strength.Weak : Strength.Strong,
            $"The request carried no credentials and was answered with 401"
        )
        {
            Source = main.Source,
        };

        // curl tells every field that it sends: what never was there cannot have been lost on the way.
        if (
            file.Note<CommandLine>() is null
            && request.Headers["User-Agent"]?.StartsWith("curl/", StringComparison.Ordinal) == true
        )
        {
            foreach (var lost in new[] { Causes.Header.StrippedByServer, Causes.Header.StrippedByProxy })
            {
                yield return new Clue(lost, Strength.StronglyAgainst, $"The request left without any credentials")
                {
                    Source = main.Source,
                };
            }
        }
    }

    // There the body holds them.
    private static bool IsSignIn(SentRequest request) =>
        request.Method == "POST"
        && SignIns.Any(word => request.Target.Contains(word, StringComparison.OrdinalIgnoreCase));
}
