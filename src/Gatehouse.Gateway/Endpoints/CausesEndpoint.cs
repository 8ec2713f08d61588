using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Console.Causes;
using Gatehouse.Decisions;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>Tells what a cause means: where a problem's <c>type</c> leads.</summary>
internal sealed class CausesEndpoint(Func<RefusalResponder> refusals) : IEndpoint
{
    public string Path => "causes/*";

    public Task AnswerAsync(HttpContext context, Decision decision)
    {
        var id = decision.Facts.Path.Text[(decision.Facts.Path.Text.LastIndexOf('/') + 1)..];
        if (Causes.Find(id) is not { } cause)
        {
            return refusals()
                .RespondAsync(
                    context,
                    decision,
                    new Denied(Causes.Route.Unknown, [], [.. decision.Steps], route: null)
                );
        }

        var language = CauseTexts.Negotiate(context.Request.Headers.AcceptLanguage.ToString());
        context.Response.Headers.ContentLanguage = language;
        return ContentPreference.PrefersHtml(context.Request.Headers.Accept.ToString())
            ? EndpointAnswers.HtmlAsync(context, CausePage.Render(cause, language))
            : EndpointAnswers.JsonAsync(context, StatusCodes.Status200OK, CauseDocument.Write(cause, language));
    }
}
