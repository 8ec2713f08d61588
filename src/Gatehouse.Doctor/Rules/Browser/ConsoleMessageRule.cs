using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>What a browser's console says about CORS and credentials.</summary>
[Names(
    "preflight.refused",
    "cors.origin-denied",
    "cors.header-denied",
    "cors.method-denied",
    "cors.refusal-unreadable",
    "refusal.as-redirect"
)]
internal sealed class ConsoleMessageRule : Rule
{
    private static readonly string[] SignIns =
    [
        "ReturnUrl=",
        "returnTo=",
        "/login",
        "/signin",
        "/sign-in",
        "/Account/Login",
    ];

    private const string IncludesCredentials = "from a URL that includes credentials";

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var text = file.Text;
        if (
            Has(text, "is not valid JSON")
            && Has(text, "Unexpected token '<'")
            && SignIns.Any(place => Has(text, place))
        )
        {
            yield return new Clue(
                Causes.Refusal.AsRedirect,
                Strength.Decisive,
                $"The script expected JSON and got the page to sign in, to which its request had been redirected"
            )
            {
                Source = "the console's message",
                Remedy = $"Let the server answer requests for data with 401 in place of a redirect to its sign-in page",
                RemedyBy = Party.Operator,
            };
            yield break;
        }

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
