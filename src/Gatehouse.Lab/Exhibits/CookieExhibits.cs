using System.Collections.Concurrent;
using System.Security.Cryptography;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>
/// Sign-ins whose cookie the browser does not keep or does not send. The server is the same each time: it sets a cookie
/// on sign-in, and refuses whoever comes without one that it set.
/// </summary>
internal sealed class CookieExhibits(LabParts parts) : IExhibitFamily
{
    private const string Shop = "shop.lab.example";
    private const string Api = "api.lab.example";
    private const string Name = "lab_session";

    private readonly ConcurrentDictionary<string, string> _sessions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Of(
                Causes.Cookie.NotSentSecure,
                "The cookie is marked Secure, and the page is asked for over http.",
                "Goes over https; on a developer's machine over localhost, which browsers take for safe.",
                "Secure; HttpOnly; SameSite=Lax",
                (step, cures) => cures ? step.Host(Shop).At(LabPlace.Tls) : step.Host(Shop)
            ),
            Of(
                Causes.Cookie.NotSentDomain,
                "The cookie was set by shop.lab.example for that host alone, and api.lab.example is asked.",
                "Asks the host that set it, or has it set for the domain that both share.",
                "HttpOnly; SameSite=Lax",
                (step, cures) => step.Host(step.Method == "POST" || cures ? Shop : Api)
            ),
            new()
            {
                Cause = Causes.Cookie.NotSentPath,
                Scene = "The cookie was set for the path /cookie.not-sent-path/shop, and another one is asked.",
                Client = "Asks below that path, or has the cookie set for the whole site.",
                Handler = context => AnswerAsync(context, Causes.Cookie.NotSentPath, "HttpOnly; SameSite=Lax", "/shop"),
                Provoke =
                [
                    SignIn(Causes.Cookie.NotSentPath),
                    Ask.Get("/cookie.not-sent-path/api").WithCookies().Expect(401),
                ],
                Cure = [SignIn(Causes.Cookie.NotSentPath), Ask.Get("/cookie.not-sent-path/shop").WithCookies()],
            },
            new()
            {
                Cause = Causes.Cookie.NotSentSamesite,
                Scene = "The cookie is SameSite=Strict, and a page of another site sends the browser here: without it.",
                Client =
                    "Comes from a page of the same site; a site that is embedded elsewhere needs SameSite=None and Secure.",
                Browser =
                [
                    "Open /cookie.not-sent-samesite/sign-in and press the button.",
                    "Open {other-site}/cookie.not-sent-samesite/page, which stands for another site, and follow its link: 401.",
                    "Ask for the address again by hand: 200.",
                ],
                Handler = context => AnswerAsync(context, Causes.Cookie.NotSentSamesite, "HttpOnly; SameSite=Strict"),
                Provoke =
                [
                    SignIn(Causes.Cookie.NotSentSamesite),
                    Ask.Get("/cookie.not-sent-samesite")
                        .With("Sec-Fetch-Site", "cross-site")
                        .With("Sec-Fetch-Mode", "navigate")
                        .Note("as a browser sends it from another site: without the cookie")
                        .Expect(401),
                ],
                Cure = [Ask.Get("/cookie.not-sent-samesite").WithCookies()],
            },
            Of(
                Causes.Cookie.Expired,
                "The server writes local time into Expires and calls it GMT, so that the cookie is over when it arrives.",
                "Can do nothing; the server has to send Max-Age, or the right time.",
                "Expires=Thu, 01 Jan 1970 00:00:01 GMT; HttpOnly; SameSite=Lax",
                (step, cures) => step,
                cure: "Max-Age=600; HttpOnly; SameSite=Lax"
            ),
            new()
            {
                Cause = Causes.Cookie.Blocked,
                Scene =
                    "The browser keeps no cookies of this site: a setting, an extension, or a frame of another site.",
                Client = "Is set to keep cookies of this site.",
                Browser =
                [
                    "Block cookies for this address in the browser's settings, then sign in at /cookie.blocked/sign-in.",
                ],
                Handler = context => AnswerAsync(context, Causes.Cookie.Blocked, "HttpOnly; SameSite=Lax"),
                Provoke =
                [
                    Ask.Post(SignInPath(Causes.Cookie.Blocked), Form).Note("the answer's cookie is not kept"),
                    Ask.Get("/cookie.blocked").Expect(401),
                ],
                Cure = [SignIn(Causes.Cookie.Blocked), Ask.Get("/cookie.blocked").WithCookies()],
            },
            Of(
                Causes.Cookie.TooLarge,
                "The server packs everything it knows into the cookie, more than the 4096 octets that browsers keep.",
                "Can do nothing; the server has to keep its sessions at home, or put less into the cookie.",
                "HttpOnly; SameSite=Lax",
                (step, cures) => step,
                cure: "HttpOnly; SameSite=Lax",
                padding: 5000
            ) with
            {
                DependsOn = "how large a cookie the client keeps",
            },
        ];

    private static string Form { get; } = $"user={LabAccount.Alice}&password={LabAccount.Password}";

    private static string SignInPath(Cause cause) => $"/{cause.Id}/sign-in";

    private static LabStep SignIn(Cause cause, bool mended = false) =>
        Ask.Post(SignInPath(cause) + (mended ? "?mended=1" : ""), Form)
            .WithCookies()
            .Note(mended ? "signs in at a server that has been mended" : "signs in");

    private Exhibit Of(
        Cause cause,
        string scene,
        string client,
        string attributes,
        Func<LabStep, bool, LabStep> place,
        string? cure = null,
        int padding = 0
    ) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context =>
                context.Request.Query.ContainsKey("mended")
                    ? AnswerAsync(context, cause, cure ?? attributes)
                    : AnswerAsync(context, cause, attributes, padding: padding),
            Provoke = [place(SignIn(cause), false), place(Ask.Get("/" + cause.Id).WithCookies(), false).Expect(401)],
            Cure = [place(SignIn(cause, cure is not null), true), place(Ask.Get("/" + cause.Id).WithCookies(), true)],
        };

    private async Task AnswerAsync(
        HttpContext context,
        Cause cause,
        string attributes,
        string below = "",
        int padding = 0
    )
    {
        if (BadServer.IsBelow(context, "sign-in"))
        {
            await SignInAsync(context, $"Path=/{cause.Id}{below}; {attributes}", padding);
        }
        else if (BadServer.IsBelow(context, "page"))
        {
            await LabAnswers.PageAsync(
                context,
                StatusCodes.Status200OK,
                "Another site",
                $"<a href=\"{parts.Addresses[LabPlace.Main]}{cause.Id}\">Go there</a>"
            );
        }
        else if (
            context.Request.Cookies[Name] is { } cookie
            && _sessions.TryGetValue(cookie.Split('.')[0], out var user)
        )
        {
            await LabAnswers.CuredAsync(context, cause, user);
        }
        else
        {
            await BadServer.RefuseAsync(
                context,
                StatusCodes.Status401Unauthorized,
                ChallengeWriter.Write(Challenge.Create("Cookie", ("realm", "Lab"), ("form-action", SignInPath(cause)))),
                "Not signed in"
            );
        }
    }

    private async Task SignInAsync(HttpContext context, string attributes, int padding)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
        {
            await LabAnswers.PageAsync(
                context,
                StatusCodes.Status200OK,
                "Sign in",
                $"<form method=post><p><label>Name <input name=user value={LabAccount.Alice}></label></p><p><label>Password <input name=password type=password value={LabAccount.Password}></label></p><button>Sign in</button></form>"
            );
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["user"] != LabAccount.Alice || form["password"] != LabAccount.Password)
        {
            await BadServer.RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                challenge: null,
                "Wrong name or password"
            );
            return;
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _sessions[id] = LabAccount.Alice;
        context.Response.Headers.SetCookie = $"{Name}={id}.{new string('x', padding)}; {attributes}";
        await LabAnswers.TextAsync(context, StatusCodes.Status200OK, "Signed in\n");
    }
}
