using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>What a browser's console says about CORS and credentials.</summary>
[Names(
    "preflight.refused",
    "cors.origin-denied",
    "cors.header-denied",
    "cors.method-denied",
    "cors.refusal-unreadable"
)]
internal sealed class ConsoleMessageRule : Rule
{
    private const string IncludesCredentials = "from a URL that includes credentials";

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var text = file.Text;
        if (
            !Has(text, "CORS")
            && !Has(text, "Access-Control")
            && !Has(text, "Preflight response")
            && !Has(text, IncludesCredentials)
        )
        {
            yield break;
        }

        if (CauseOf(text) is { } cause)
        {
            yield return new Clue(
                cause,
                Strength.Decisive,
                $"The browser's console says why it keeps the answer from the page"
            )
            {
                Source = "the console's message",
            };
        }
    }

    private static Cause? CauseOf(string text)
    {
        if (
            Has(text, "is not allowed by Access-Control-Allow-Headers")
            || Has(text, "is not allowed according to header")
        )
        {
            return Causes.Cors.HeaderDenied;
        }

        if (
            Has(text, "is not allowed by Access-Control-Allow-Methods")
            || Has(text, "Did not find method in CORS header")
        )
        {
            return Causes.Cors.MethodDenied;
        }

        if (
            Has(text, "It does not have HTTP ok status")
            || Has(text, "Preflight response is not successful")
            || Has(text, "CORS preflight response did not succeed")
            || Has(text, "Redirect is not allowed for a preflight request")
            || Has(text, "preflight channel did not succeed")
        )
        {
            return Causes.Preflight.Refused;
        }

        var refused = Has(text, " 401") || Has(text, "Status code: 403") || Has(text, "ERR_FAILED 403");
        if (
            Has(text, "Access-Control-Allow-Origin' header is present")
            || Has(text, "\u2018Access-Control-Allow-Origin\u2019 missing")
            || Has(text, "Access-Control-Allow-Origin' missing")
            || Has(text, "is not allowed by Access-Control-Allow-Origin")
        )
        {
            return Has(text, "preflight request doesn't pass") ? Causes.Cors.OriginDenied
                : refused ? Causes.Cors.RefusalUnreadable
                : Causes.Cors.OriginDenied;
        }

        return
            Has(text, "that is not equal to the supplied origin")
            || Has(text, "must not be the wildcard")
            || Has(text, "does not match \u2018")
            || Has(text, "contains multiple values")
            || Has(text, "Credential is not supported if the CORS header")
            ? Causes.Cors.OriginDenied
            : null;
    }

    private static bool Has(string text, string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
