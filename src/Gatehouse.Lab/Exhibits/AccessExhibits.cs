using System.Net;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Lab.Wire;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Good credentials of somebody who may not do this: alice is a clerk, bob an admin.</summary>
internal sealed class AccessExhibits(LabParts parts) : IExhibitFamily
{
    private const string ByBob = "with an account that may";

    private readonly LabJudge _judge = parts.Judge;
    private readonly WireClient _client = new(parts.Clock);

    /// <inheritdoc/>
    public IEnumerable<Hand> Hands() =>
        [
            new(
                "filter",
                "Allows where ?path= ends in ?user=, so that everybody sees what is theirs; 400 says no.",
                context =>
                {
                    var path = context.Request.Query["path"].ToString();
                    var user = context.Request.Query["user"].ToString();
                    return new(
                        user.Length > 0 && path.EndsWith("/" + user, StringComparison.Ordinal) ? "allowed\n" : null
                    );
                }
            ),
        ];

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Judged(
                Causes.Access.RoleMissing,
                "The page is for admins, and alice is a clerk.",
                new Requirement { Roles = ["admin"] }
            ),
            Judged(
                Causes.Access.PermissionDenied,
                "The page takes the permission orders:write, which alice's role does not give.",
                new Requirement { Permissions = ["orders:write"] }
            ),
            new()
            {
                Cause = Causes.Access.MethodDenied,
                Scene = "Everybody may look here, and admins alone may change something; alice is a clerk.",
                Client = "Asks whoever runs the site for the right to make changes; it does not try again.",
                Site = Decide(
                    [ExhibitRoutes.For(Causes.Access.MethodDenied, _judge.Basic)],
                    new LabCheck("method", [Causes.Access.MethodDenied], JudgeMethod) { IsLate = true }
                ),
                Provoke =
                [
                    Alice(Ask.Get("/access.method-denied").Note("she may look")),
                    Alice(Ask.Send("DELETE", "/access.method-denied").Expect(403)),
                ],
                Cure = [Bob(Ask.Send("DELETE", "/access.method-denied").Note(ByBob))],
            },
            new()
            {
                Cause = Causes.Access.Hidden,
                Scene =
                    "The page is for admins, and nobody else may learn that it exists: clerks get the answer of a page that is not there.",
                Client = "Can tell nothing from it; who should have access asks whoever runs the site.",
                Site = Decide([
                    ExhibitRoutes.For(Causes.Access.Hidden, _judge.Basic) with
                    {
                        Hidden = true,
                        Require = new Requirement { Roles = ["admin"] },
                    },
                ]),
                Provoke = [Alice(Ask.Get("/access.hidden").Expect(404))],
                Cure = [Bob(Ask.Get("/access.hidden").Note(ByBob))],
            },
            Closed(),
            new()
            {
                Cause = Causes.Access.FilterRefused,
                Scene =
                    "Behind the sign-in the site asks another service, at /_lab/filter, which lets everybody see their own page alone.",
                Client = "Asks whoever runs the site; it does not try again.",
                Site = Decide(
                    [ExhibitRoutes.For(Causes.Access.FilterRefused, _judge.Basic)],
                    new LabCheck("filter", [Causes.Access.FilterRefused], AskFilterAsync) { IsLate = true }
                ),
                Provoke = [Alice(Ask.Get("/access.filter-refused/bob").Expect(403))],
                Cure = [Alice(Ask.Get("/access.filter-refused/alice").Note("her own page"))],
            },
            new()
            {
                Cause = Causes.Access.ReportedAs401,
                Scene = "Alice is signed in and lacks a role, and the server says 401 where 403 is due.",
                Client =
                    "Sees that the same credentials work elsewhere, and asks for the role in place of the password.",
                Handler = context =>
                    BadServer.Is(context, LabAccount.Bob)
                        ? LabAnswers.CuredAsync(context, Causes.Access.ReportedAs401, LabAccount.Bob)
                    : BadServer.IsAlice(context) && BadServer.IsBelow(context, "own")
                        ? LabAnswers.CuredAsync(context, Causes.Access.ReportedAs401, LabAccount.Alice)
                    : BadServer.RefuseAsync(
                        context,
                        StatusCodes.Status401Unauthorized,
                        BadServer.BasicChallenge,
                        "Unauthorized"
                    ),
                Provoke =
                [
                    Alice(Ask.Get("/access.reported-as-401/own").Note("her credentials are good")),
                    Alice(Ask.Get("/access.reported-as-401").Expect(401)),
                ],
                Cure = [Bob(Ask.Get("/access.reported-as-401").Note(ByBob))],
            },
        ];

    private static LabStep Alice(LabStep step) => step.Basic(LabAccount.Alice, LabAccount.Password);

    private static LabStep Bob(LabStep step) => step.Basic(LabAccount.Bob, LabAccount.Password);

    private static Finding JudgeMethod(Decision decision) =>
        decision.Facts.Method is "GET" or "HEAD" || decision.Principal!.Roles.Contains("admin", StringComparer.Ordinal)
            ? new Passed("the principal may use the method")
            : Finding.Failed(Causes.Access.MethodDenied, Evidence.ForCaller("method", decision.Facts.Method));

    private LabSite Decide(Route[] routes, params ICheck[] extra) =>
        _judge.Decide(routes, parts.Addresses[LabPlace.Main], extra);

    private Exhibit Judged(Cause cause, string scene, Requirement require) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = "Asks whoever runs the site for it; signing in again changes nothing.",
            Routes = [ExhibitRoutes.For(cause, _judge.Basic) with { Require = require }],
            Provoke = [Alice(Ask.Get("/" + cause.Id).Expect(403))],
            Cure = [Bob(Ask.Get("/" + cause.Id).Note(ByBob))],
        };

    private Exhibit Closed()
    {
        var cause = Causes.Access.Nobody;
        var open = ExhibitRoutes.For(cause, _judge.Basic);
        var opened = Decide([open]);
        var closed = Decide([open with { Access = RouteAccess.Nobody }]);
        return new()
        {
            Cause = cause,
            Scene =
                "The operator has closed this address to everybody; that is told at once, without asking for credentials.",
            Client = "Waits for the site to open it again; no credentials help.",
            SiteNow = () => parts.Operator.IsBroken(cause) ? closed : opened,
            Provoke =
            [
                Ask.Post(LabOperator.ToBreak(cause)).Note("the operator closes it"),
                Alice(Ask.Get("/access.nobody").Expect(403)),
            ],
            Cure =
            [
                Ask.Post(LabOperator.ToRepair(cause)).Note("the operator opens it"),
                Alice(Ask.Get("/access.nobody")),
            ],
        };
    }

    private async ValueTask<Finding> AskFilterAsync(Decision decision, CancellationToken cancellationToken)
    {
        var path = Uri.EscapeDataString(decision.Facts.Path.Text);
        var answer = await _client.SendAsync(
            new WireRequest
            {
                Origin = parts.Addresses[LabPlace.Main],
                Method = "GET",
                Target = $"/_lab/filter?user={Uri.EscapeDataString(decision.Principal!.Name)}&path={path}",
                Fields = [new LabField(LabParts.RehearsalField, parts.Rehearsal)],
            },
            cancellationToken
        );
        return answer.Status == (int)HttpStatusCode.OK
            ? new Passed("the filter allows it")
            : Finding.Failed(
                Causes.Access.FilterRefused,
                Evidence.Number("status", answer.Status, Disclosure.Operator),
                Evidence.ForOperator("problem", answer.Failure ?? "the filter says no")
            );
    }
}
