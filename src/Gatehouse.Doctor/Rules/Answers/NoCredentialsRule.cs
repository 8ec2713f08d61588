using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A refused request that carried nothing which could be a credential.</summary>
[Names("credentials.missing")]
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
    }

    // There the body holds them.
    private static bool IsSignIn(SentRequest request) =>
        request.Method == "POST"
        && SignIns.Any(word => request.Target.Contains(word, StringComparison.OrdinalIgnoreCase));
}
