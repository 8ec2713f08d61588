using System.Security.Cryptography;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Lab.Wire;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Exhibits;

/// <summary>
/// What comes of a request that was let through: the main address is the gateway, and asks the application behind it,
/// which is the same path at the second origin.
/// </summary>
internal sealed class UpstreamExhibits(LabParts parts) : IExhibitFamily
{
    private const string ReasonField = "Gatehouse-Refuse";
    private const string GatewayField = "Lab-Gateway";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly string _gateway = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly LabJudge _judge = parts.Judge;
    private readonly WireClient _client = new(parts.Clock);

    /// <inheritdoc/>
    public IEnumerable<Exhibit> Exhibits() =>
        [
            Operated(
                Causes.Upstream.Unauthorized,
                "The gateway lets alice through, and the application behind it answers 401 itself: it has lost its own password for its database.",
                "Sees that no reference stands with the refusal, so that it is not the gateway's, and tells whoever runs the application.",
                LabPlace.Other,
                context =>
                    BadServer.RefuseAsync(
                        context,
                        StatusCodes.Status401Unauthorized,
                        BadServer.BearerChallenge,
                        "The application says: Unauthorized"
                    )
            ),
            Operated(
                Causes.Upstream.Unreachable,
                "The gateway lets alice through, and nothing listens where the application should be.",
                "Waits, and tries again with the same credentials.",
                LabPlace.Dead,
                context => BadServer.RefuseAsync(context, StatusCodes.Status502BadGateway, challenge: null, "")
            ),
            Operated(
                Causes.Upstream.Timeout,
                "The gateway lets alice through, and the application does not answer within half a second.",
                "Waits, and tries again where that does no harm: the application may have done what it was asked.",
                LabPlace.Other,
                context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted)
            ),
            new()
            {
                Cause = Causes.Access.ApplicationRefused,
                Scene = "The gateway lets alice through; the application refuses what she wants, and says why.",
                Client = "Shows the person the reason: it is the application's own.",
                Handler = context =>
                    AnswerAsync(
                        context,
                        Causes.Access.ApplicationRefused,
                        LabPlace.Other,
                        BadServer.IsBelow(context, "orders/7") ? RefuseOrderAsync : null
                    ),
                Provoke = [Alice(Ask.Get("/access.application-refused/orders/7").Expect(403))],
                Cure =
                [
                    Alice(Ask.Get("/access.application-refused/orders/8").Note("an order that is not shipped yet")),
                ],
            },
        ];

    private static LabStep Alice(LabStep step) => step.Basic(LabAccount.Alice, LabAccount.Password);

    private static Task RefuseOrderAsync(HttpContext context)
    {
        context.Response.Headers[ReasonField] = "The order is shipped already";
        return LabAnswers.TextAsync(context, StatusCodes.Status403Forbidden, "");
    }

    private Exhibit Operated(
        Cause cause,
        string scene,
        string client,
        LabPlace place,
        Func<HttpContext, Task> broken
    ) =>
        new()
        {
            Cause = cause,
            Scene = scene,
            Client = client,
            Handler = context =>
                parts.Operator.IsBroken(cause)
                    ? AnswerAsync(context, cause, place, broken)
                    : AnswerAsync(context, cause, LabPlace.Other, application: null),
            Provoke =
            [
                Ask.Post(LabOperator.ToBreak(cause)).Note("the application breaks"),
                Alice(Ask.Get("/" + cause.Id).Expect(cause.Status)),
            ],
            Cure =
            [
                Ask.Post(LabOperator.ToRepair(cause)).Note("the operator has repaired it"),
                Alice(Ask.Get("/" + cause.Id)),
            ],
        };

    // The application believes the gateway alone, as one behind a gateway should.
    private Task AnswerAsync(HttpContext context, Cause cause, LabPlace place, Func<HttpContext, Task>? application)
    {
        if (LabServer.PlaceOf(context) != LabPlace.Other)
        {
            return ForwardAsync(context, cause, place);
        }

        if (context.Request.Headers[GatewayField] != _gateway)
        {
            return BadServer.RefuseAsync(
                context,
                StatusCodes.Status403Forbidden,
                challenge: null,
                "Come by the gateway"
            );
        }

        return application is null ? LabAnswers.CuredAsync(context, cause, LabAccount.Alice) : application(context);
    }

    private async Task ForwardAsync(HttpContext context, Cause cause, LabPlace place)
    {
        var site = _judge.Decide([ExhibitRoutes.For(cause, _judge.Basic)], parts.Addresses[LabPlace.Main]);
        if (await _judge.AdmitAsync(context, site) is not { } decision)
        {
            return;
        }

        var answer = await AskAsync(context, place);
        if (answer is null)
        {
            await _judge.RefuseAsync(context, decision, Causes.Upstream.Timeout);
        }
        else if (answer.Status == 0)
        {
            var problem = Evidence.ForOperator("problem", answer.Failure ?? "no answer");
            await _judge.RefuseAsync(context, decision, Causes.Upstream.Unreachable, problem);
        }
        else if (answer.Status == 403 && answer.Lines(ReasonField).FirstOrDefault() is { } reason)
        {
            var told = Evidence.ForCaller("reason", reason);
            await _judge.RefuseAsync(context, decision, Causes.Access.ApplicationRefused, told);
        }
        else
        {
            await PassOnAsync(context, decision, answer);
        }
    }

    private async Task PassOnAsync(HttpContext context, Decision decision, WireAnswer answer)
    {
        if (answer.Status == StatusCodes.Status401Unauthorized)
        {
            _judge.Refusals.Record(
                decision,
                new Denied(Causes.Upstream.Unauthorized, [], [.. decision.Steps], decision.Route)
            );
            DressedRefusals.Note(context, Causes.Upstream.Unauthorized);
        }

        foreach (var line in answer.Lines("WWW-Authenticate"))
        {
            context.Response.Headers.Append("WWW-Authenticate", line);
        }

        await LabAnswers.TextAsync(
            context,
            answer.Status,
            answer.Text,
            answer.Lines("Content-Type").FirstOrDefault() ?? "text/plain; charset=utf-8"
        );
    }

    private async Task<WireAnswer?> AskAsync(HttpContext context, LabPlace place)
    {
        using var patience = new CancellationTokenSource(Patience, parts.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            return await _client.SendAsync(
                new WireRequest
                {
                    Origin = parts.Addresses[place],
                    Method = context.Request.Method,
                    Target = context.Request.Path.Value ?? "/",
                    Fields =
                    [
                        new LabField(LabParts.RehearsalField, parts.Rehearsal),
                        new LabField(GatewayField, _gateway),
                    ],
                },
                either.Token
            );
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
    }
}
