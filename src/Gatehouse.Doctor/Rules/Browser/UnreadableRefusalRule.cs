using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>A refusal that the page's script cannot read, since it carries no CORS fields.</summary>
[Names("cors.refusal-unreadable", "cors.origin-denied")]
internal sealed class UnreadableRefusalRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Intent: ProbeIntent.Given, Request.Url: { } url, Browser.Page: { } page } main
            || !Origins.IsCross(main)
            || Origins.IsPreflight(main)
            || main.Browser.ResourceType is "document"
        )
        {
            yield break;
        }

        if (main.Answer is { Status: 401 or 403 } answer && !answer.Headers.Has("Access-Control-Allow-Origin"))
        {
            yield return new Clue(
                Causes.Cors.RefusalUnreadable,
                Strength.Strong,
                $"The answer {answer.Status} has no Access-Control-Allow-Origin, so the page of {Origins.Of(page)} sees a network error in its place"
            )
            {
                Source = main.Source,
                Remedy = $"Send the CORS fields with refusals too (in nginx: add_header with always)",
            };
        }
        else if (main is { Answer: null, Failure.Kind: FailureKind.Client })
        {
            var preflight = file.Exchanges.FirstOrDefault(exchange =>
                Origins.IsPreflight(exchange) && exchange.Request?.Url?.AbsolutePath == url.AbsolutePath
            );
            if (preflight is { Answer.IsSuccess: true })
            {
                yield return new Clue(
                    Causes.Cors.RefusalUnreadable,
                    Strength.Strong,
                    $"The preflight was granted, and the browser keeps the answer to the request itself from the page"
                )
                {
                    Source = main.Source,
                    Question = $"Which status does the server's log show for this request?",
                };
            }
            else if (preflight is null)
            {
                yield return new Clue(
                    Causes.Cors.OriginDenied,
                    Strength.Moderate,
                    $"The browser keeps the answer from the page of {Origins.Of(page)}"
                )
                {
                    Source = main.Source,
                    Question = $"What does the browser's console say about this request?",
                };
            }
        }
    }
}
