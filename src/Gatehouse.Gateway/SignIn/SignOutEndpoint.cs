using Gatehouse.Console.SignIn;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn.Oidc;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn;

/// <summary>Ends the session, deletes its cookie and what the browser's cache kept of its pages.</summary>
internal sealed class SignOutEndpoint(SignInServices services, ProviderSignOut providers) : IEndpoint
{
    public string Path => "sign-out";

    public IReadOnlyList<string> Methods => ["GET", "HEAD", "POST"];

    public bool NeedsSessions => true;

    public bool Identifies => true;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        // Whoever only comes by, or is led here by a link of another site, finds the button on the account page.
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = decision.Site.Prefix + "account";
            context.Response.Headers.CacheControl = "no-store";
            return;
        }

        var headers = context.Response.Headers;

        // A form of another site comes without the cookie (SameSite), and its answer could delete it all the same.
        if (decision.Principal?.SessionId is { } id)
        {
            var session = await services.Sessions.FindSessionByIdAsync(id, context.RequestAborted);
            await services.Sessions.EndSessionAsync(id, SessionEnd.SignedOut, context.RequestAborted);
            CookieWriter.DeleteSession(context, decision.Facts, decision.Site.Sessions);
            headers["Clear-Site-Data"] = "\"cache\"";
            if (
                session is not null
                && await providers.FindAsync(decision.Site, session, context.RequestAborted) is { } address
            )
            {
                await EndpointAnswers.HtmlAsync(
                    context,
                    ProviderSignOutPage.Render(EndpointAnswers.LanguageOf(context), decision.Site.Contact, address)
                );
                return;
            }
        }

        headers.CacheControl = "no-store";
        headers.Location = decision.Site.Prefix + "sign-in?signed-out";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
    }
}
