using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>
/// An API description that declares Authorization as a parameter: explorers leave such a parameter out (OpenAPI: it "shall
/// be ignored"), whatever is typed into it.
/// </summary>
[Names("credentials.not-sent")]
internal sealed class DeclaredParameterRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Answer.Status: 401 or 403, Request: { CarriesCredential: false } })
        {
            yield break;
        }

        foreach (var page in file.All(ProbeIntent.Given).Where(page => page.Answer is { IsSuccess: true }))
        {
            var text = page.Answer!.Body ?? string.Empty;
            if (
                (
                    text.Contains("\"openapi\"", StringComparison.Ordinal)
                    || text.Contains("\"swagger\"", StringComparison.Ordinal)
                )
                && text.Contains("\"name\":\"Authorization\"", StringComparison.OrdinalIgnoreCase)
                && text.Contains("\"in\":\"header\"", StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return new Clue(
                    Causes.Credentials.NotSent,
                    Strength.Decisive,
                    $"The API's description declares Authorization as a parameter, which explorers leave out of what they send"
                )
                {
                    Source = page.Source,
                    Remedy =
                        $"Declare a security scheme (http, bearer) and a security requirement in the description, and use the explorer's Authorize button",
                    RemedyBy = Party.Operator,
                };
                yield break;
            }
        }
    }
}
