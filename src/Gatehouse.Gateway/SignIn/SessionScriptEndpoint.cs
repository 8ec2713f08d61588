using Gatehouse.Console.SignIn;
using Gatehouse.Decisions;
using Gatehouse.Gateway.Endpoints;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>The script that pages of the site may include, in the reader's language.</summary>
internal sealed class SessionScriptEndpoint : IEndpoint
{
    public string Path => "session.js";

    public bool NeedsSessions => true;

    public Task AnswerAsync(HttpContext context, Decision decision) =>
        EndpointAnswers.ScriptAsync(context, SessionScript.Render(EndpointAnswers.LanguageOf(context)));
}
