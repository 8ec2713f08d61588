using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Forms that are sent in the name of whoever is signed in: by another site, or without proof of the page they stood on.</summary>
internal sealed class CsrfExhibits(LabParts parts) : IExhibitFamily
{
    private readonly LabJudge _judge = parts.Judge;

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "form-token",
                "The token that a page of this site puts into its forms for the session of ?session=.",
                context =>
                    new(
                        _judge.Sessions.IdOf(context.Request.Query["session"].ToString()) is { } id
                            ? _judge.FormTokens.Create(id)
                            : null
                    )
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            new()
            {
                Cause = Causes.Csrf.TokenMissing,
                Scene = "A form is sent with a session's cookie, and without the token that the form had on its page.",
                Client = "Sends the token along, as the form's own page would.",
                Routes = [ExhibitRoutes.For(Causes.Csrf.TokenMissing, _judge.Session)],
                Provoke =
                [
                    Session("session"),
                    Ask.Post("/csrf.token-missing", "order=7").Session("{session}").Expect(403),
                ],
                Cure =
                [
                    Token("session", "token"),
                    Ask.Post("/csrf.token-missing", "order=7&csrf_token={token}").Session("{session}"),
                ],
            },
            new()
            {
                Cause = Causes.Csrf.TokenInvalid,
                Scene =
                    "The form's token is of the session before: the page stood open while the person signed in anew.",
                Client = "Loads the page again, and sends its form.",
                Routes = [ExhibitRoutes.For(Causes.Csrf.TokenInvalid, _judge.Session)],
                Provoke =
                [
                    Session("before"),
                    Token("before", "old"),
                    Session("session"),
                    Ask.Post("/csrf.token-invalid", "order=7&csrf_token={old}").Session("{session}").Expect(403),
                ],
                Cure =
                [
                    Token("session", "token"),
                    Ask.Post("/csrf.token-invalid", "order=7&csrf_token={token}").Session("{session}"),
                ],
            },
            new()
            {
                Cause = Causes.Csrf.CrossSite,
                Scene =
                    "A page of another origin sends a form to this site, and the browser adds the session's cookie.",
                Client =
                    "Sends forms from this site's own pages; a program of another site uses tokens in place of cookies.",
                Browser =
                [
                    "Sign in at {main}/_lab/sign-in.",
                    "Open {other}/csrf.cross-site/page, which is another origin, and press its button: 403.",
                    "Open {main}/csrf.cross-site/page, which is this one, and press its button: 200.",
                ],
                Routes =
                [
                    ExhibitRoutes.At("/csrf.cross-site/page") with
                    {
                        Access = RouteAccess.Everyone,
                    },
                    ExhibitRoutes.For(Causes.Csrf.CrossSite, _judge.Session),
                ],
                Granted = context =>
                    BadServer.IsBelow(context, "page")
                        ? PageAsync(context)
                        : LabAnswers.CuredAsync(context, Causes.Csrf.CrossSite, LabAccount.Alice),
                Provoke =
                [
                    Session("session"),
                    Ask.Get("/csrf.cross-site/page").At(LabPlace.Other).Note("the page of another origin"),
                    Ask.Post("/csrf.cross-site", "order=7").Session("{session}").With("Origin", "{other}").Expect(403),
                ],
                Cure = [Ask.Post("/csrf.cross-site", "order=7").Session("{session}").With("Origin", "{main}")],
            },
        ];

    private static LabStep Session(string name) =>
        Ask.Get("/_lab/session?user=alice").Keep(name).Note("alice signs in");

    private static LabStep Token(string session, string name) =>
        Ask.Get($"/_lab/form-token?session={{{session}}}").Keep(name).Note("what the form has on its page");

    private Task PageAsync(HttpContext context) =>
        LabAnswers.PageAsync(
            context,
            StatusCodes.Status200OK,
            "A form",
            parts.Addresses.Expand(
                "<form method=post action=\"{main}/csrf.cross-site\"><input type=hidden name=order value=7><button>Order</button></form>"
            )
        );
}
