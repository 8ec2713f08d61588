using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Servers that refuse with another status than 401.</summary>
internal sealed class RefusalExhibits : IExhibitFamily
{
    private const string SignIn = "sign-in";

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Of(
                Causes.Refusal.AsForbidden,
                "Whoever brings no credentials, or wrong ones, gets 403, which says that credentials would change nothing.",
                "Tries its credentials nevertheless.",
                context => BadServer.RefuseAsync(context, StatusCodes.Status403Forbidden, challenge: null, "Forbidden"),
                StatusCodes.Status403Forbidden
            ),
            Of(
                Causes.Refusal.AsRedirect,
                "A program that asks for data is sent to a sign-in page with 302.",
                "Does not take the sign-in page for the data: it looks at where it was sent, and brings credentials.",
                RedirectAsync,
                StatusCodes.Status302Found
            ),
            Of(
                Causes.Refusal.AsSuccess,
                "The answer says 200, and its body says that nobody is signed in.",
                "Reads the body before it believes the status, and brings credentials.",
                context =>
                    LabAnswers.JsonAsync(
                        context,
                        StatusCodes.Status200OK,
                        new Dictionary<string, object>(StringComparer.Ordinal)
                        {
                            ["success"] = false,
                            ["error"] = "unauthorized",
                        }
                    ),
                StatusCodes.Status200OK
            ),
            Of(
                Causes.Refusal.AsServerError,
                "The server trips over missing credentials and says 500.",
                "Tries with credentials before it takes the server for broken.",
                context =>
                    BadServer.RefuseAsync(
                        context,
                        StatusCodes.Status500InternalServerError,
                        challenge: null,
                        "Internal Server Error"
                    ),
                StatusCodes.Status500InternalServerError
            ),
        ];

    private static Exhibit Of(Cause cause, string scene, string client, Func<HttpContext, Task> refuse, int status) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context =>
                BadServer.IsAlice(context) ? LabAnswers.CuredAsync(context, cause, LabAccount.Alice) : refuse(context),
            Provoke = [Ask.Get("/" + cause.Id).Expect(status)],
            Cure = [Ask.Get("/" + cause.Id).Basic(LabAccount.Alice, LabAccount.Password)],
        };

    private static Task RedirectAsync(HttpContext context)
    {
        if (BadServer.IsBelow(context, SignIn))
        {
            return LabAnswers.PageAsync(
                context,
                StatusCodes.Status200OK,
                "Sign in",
                "<form method=post><p><label>Name <input name=user></label></p><p><label>Password <input name=password type=password></label></p><button>Sign in</button></form>"
            );
        }

        context.Response.Headers.Location = $"/{Causes.Refusal.AsRedirect.Id}/{SignIn}";
        return BadServer.RefuseAsync(context, StatusCodes.Status302Found, challenge: null, "Found");
    }
}
