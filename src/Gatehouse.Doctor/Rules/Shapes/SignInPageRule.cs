using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Shapes;

/// <summary>A program's request is granted with a page to sign in: a refusal in the clothes of a success.</summary>
[Names("refusal.as-success")]
internal sealed class SignInPageRule : Rule
{
    private static readonly string[] Marks = ["type=\"password\"", "type='password'", "type=password"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer: { IsSuccess: true, MediaType: "text/html" } answer, Request: { } request } main
            || !Marks.Any(mark => answer.Body.Contains(mark, StringComparison.OrdinalIgnoreCase))
            || !IsProgram(request)
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Refusal.AsSuccess,
            Strength.Decisive,
            $"The answer is {answer.Status}, but it is a page with a field for a password"
        )
        {
            Source = main.Source,
            Remedy =
                $"Take this page for a 401: the session or token was not accepted; ask with Accept: application/json",
        };
    }

    // Somebody who opens a sign-in page in a browser is at home there.
    private static bool IsProgram(SentRequest request) =>
        !(request.Url is { } url && Places.IsSignIn(url))
        && (
            request.CarriesCredential
            || request.Headers["Accept"]?.Contains("json", StringComparison.OrdinalIgnoreCase) == true
            || request.Headers.Has("X-Requested-With")
            || request.Target.Contains("/api/", StringComparison.OrdinalIgnoreCase)
        );
}
