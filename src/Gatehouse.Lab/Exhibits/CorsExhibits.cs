using System.Collections.Frozen;
using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Pages of another origin: what the server's rules do not allow them, and servers without good rules.</summary>
internal sealed class CorsExhibits(LabParts parts) : IExhibitFamily
{
    private const string Token = BadServer.Token;

    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Judged(
                Causes.Cors.OriginDenied,
                "The server lets pages of one other origin call it, and a page of a third one does.",
                "Has the operator add the page's origin to the route's rules, exactly as the browser sends it.",
                "{other-site}",
                Preflight(Causes.Cors.OriginDenied, "https://elsewhere.example", "PUT", "content-type"),
                "PUT",
                "content-type"
            ),
            Judged(
                Causes.Cors.MethodDenied,
                "The server's rules allow pages PUT, and the page wants DELETE.",
                "Has the operator add the method, or uses one that is allowed.",
                "{other}",
                Preflight(Causes.Cors.MethodDenied, "{other}", "DELETE", "content-type"),
                "DELETE",
                "content-type"
            ),
            Judged(
                Causes.Cors.HeaderDenied,
                "The server's rules allow pages Authorization and Content-Type, and the page sends X-Trace too.",
                "Has the operator add the header field, or leaves it out.",
                "{other}",
                Preflight(Causes.Cors.HeaderDenied, "{other}", "PUT", "content-type, x-trace"),
                "PUT",
                "x-trace"
            ),
            new()
            {
                Cause = Causes.Cors.RefusalUnreadable,
                Scene =
                    "The server says to its answers who may read them, and forgets it on refusals: the page cannot even see that it was a 401.",
                Client =
                    "Looks at the answer in the browser's network panel or with curl; the operator has to send the fields with refusals too.",
                Browser = ["Open {other}/cors.refusal-unreadable/page: the page is told nothing but that it failed."],
                Handler = UnreadableAsync,
                Provoke =
                [
                    Ask.Get("/cors.refusal-unreadable").Bearer("ended-long-ago").With("Origin", "{other}").Expect(401),
                ],
                Cure = [Ask.Get("/cors.refusal-unreadable").Bearer(Token).With("Origin", "{other}")],
            },
            new()
            {
                Cause = Causes.Preflight.Refused,
                Scene =
                    "The server wants credentials for every request, the browser's preflight too, which can never carry any.",
                Client = "Can do nothing; the operator has to answer OPTIONS without asking for credentials.",
                Browser = ["Open {other}/preflight.refused/page: the browser never sends the request itself."],
                Handler = PreflightAsync,
                Provoke =
                [
                    Ask.Post(LabOperator.ToBreak(Causes.Preflight.Refused)).Note("the server asks everybody"),
                    Preflight(Causes.Preflight.Refused, "{other}", "GET", "authorization").Expect(401),
                ],
                Cure =
                [
                    Ask.Post(LabOperator.ToRepair(Causes.Preflight.Refused)).Note("the operator lets OPTIONS through"),
                    Preflight(Causes.Preflight.Refused, "{other}", "GET", "authorization").Expect(204),
                    Ask.Get("/preflight.refused").Bearer(Token).With("Origin", "{other}"),
                ],
            },
        ];

    private static LabStep Preflight(Cause cause, string origin, string method, string headers) =>
        Ask.Send("OPTIONS", "/" + cause.Id)
            .With("Origin", origin)
            .With("Access-Control-Request-Method", method)
            .With("Access-Control-Request-Headers", headers)
            .Note("what a browser asks before the request itself");

    private Exhibit Judged(
        Cause cause,
        string scene,
        string client,
        string from,
        LabStep refused,
        string method,
        string header
    ) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Browser =
            [
                $"Open {from}/{cause.Id}/page: the browser asks with OPTIONS, is refused, and does not send the request.",
            ],
            Routes =
            [
                ExhibitRoutes.At($"/{cause.Id}/page") with
                {
                    Access = RouteAccess.Everyone,
                },
                ExhibitRoutes.For(cause, _judge.Basic) with
                {
                    Cors = new CorsRules
                    {
                        Origins = FrozenSet.Create(StringComparer.Ordinal, parts.Addresses.Expand("{other}")),
                        Methods = FrozenSet.Create(StringComparer.Ordinal, "GET", "PUT"),
                        Credentials = true,
                        Headers = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "authorization", "content-type"),
                    },
                },
            ],
            Granted = context =>
                BadServer.IsBelow(context, "page")
                    ? PageAsync(context, cause, method, header)
                    : LabAnswers.CuredAsync(context, cause, LabAccount.Alice),
            Provoke = [refused.Expect(403)],
            Cure =
            [
                Preflight(cause, "{other}", "PUT", "authorization, content-type").Expect(204),
                Ask.Send("PUT", "/" + cause.Id)
                    .Basic(LabAccount.Alice, LabAccount.Password)
                    .With("Origin", "{other}")
                    .With("Content-Type", "application/json"),
            ],
        };

    private Task UnreadableAsync(HttpContext context)
    {
        var cause = Causes.Cors.RefusalUnreadable;
        if (BadServer.IsBelow(context, "page"))
        {
            return PageAsync(context, cause, "GET", "authorization");
        }

        if (IsPreflight(context))
        {
            return AllowAsync(context);
        }

        if (!BadServer.HasToken(context))
        {
            return UnauthorizedAsync(context);
        }

        context.Response.Headers.AccessControlAllowOrigin = "*";
        return LabAnswers.CuredAsync(context, cause, LabAccount.Alice);
    }

    private Task PreflightAsync(HttpContext context)
    {
        var cause = Causes.Preflight.Refused;
        if (BadServer.IsBelow(context, "page"))
        {
            return PageAsync(context, cause, "GET", "authorization");
        }

        context.Response.Headers.AccessControlAllowOrigin = "*";
        return IsPreflight(context) && !parts.Operator.IsBroken(cause) ? AllowAsync(context)
            : BadServer.HasToken(context) && !IsPreflight(context)
                ? LabAnswers.CuredAsync(context, cause, LabAccount.Alice)
            : UnauthorizedAsync(context);
    }

    private static bool IsPreflight(HttpContext context) => HttpMethods.IsOptions(context.Request.Method);

    private static Task AllowAsync(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlAllowHeaders = "authorization";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task UnauthorizedAsync(HttpContext context) =>
        BadServer.RefuseAsync(context, StatusCodes.Status401Unauthorized, BadServer.BearerChallenge, "Unauthorized");

    // For people who want to see what a browser makes of it; no step needs it.
    private Task PageAsync(HttpContext context, Cause cause, string method, string header) =>
        LabAnswers.PageAsync(
            context,
            StatusCodes.Status200OK,
            "A page of another origin",
            "<p id=said role=status>asking</p><script>"
                + $"fetch('{parts.Addresses.Expand("{main}")}/{cause.Id}', {{ method: '{method}', headers: {{ '{header}': 'Bearer ended-long-ago' }} }})"
                + ".then(answer => said.textContent = 'The page reads: ' + answer.status, error => said.textContent = 'The page is told: ' + error.message)"
                + "</script>"
        );
}
