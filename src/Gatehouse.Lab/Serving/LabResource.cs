using Gatehouse.Decisions.Routes;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Provider;
using Gatehouse.Lab.Provider.Relying;
using Gatehouse.Lab.Steps;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Serving;

/// <summary>
/// A resource that works, and refuses when a test has ordered it to: with the answer that the ordered cause's own exhibit
/// gives at that moment.
/// </summary>
internal sealed class LabResource(LabParts parts, RefusalOrders orders)
{
    /// <summary>The path.</summary>
    public const string Path = "/orders";

    private static readonly string[] OfTheConnection =
    [
        "Connection",
        "Content-Length",
        "Date",
        "Keep-Alive",
        "Transfer-Encoding",
    ];

    /// <summary>For whoever presents a token of the lab's provider, a name and password, or a key.</summary>
    public Route Route { get; } =
        ExhibitRoutes.At(Path + "/**", parts.Judge.Bearer, parts.Judge.Basic, parts.Judge.Key) with
        {
            Providers =
            [
                new LabIssuer(parts.Providers[LabProviders.DefaultTenant], parts.Clock, TokenMint.DefaultAudience),
            ],
        };

    /// <summary>Whether a request is for it.</summary>
    public static bool IsAsked(HttpContext context) =>
        context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal);

    /// <summary>Answers a request that the decision has let through.</summary>
    public async Task AnswerAsync(HttpContext context, string? user)
    {
        if (orders.Next() is not { } exhibit)
        {
            await LabAnswers.JsonAsync(
                context,
                StatusCodes.Status200OK,
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["orders"] = (int[])[1, 2, 3],
                    ["user"] = user,
                }
            );
            return;
        }

        DressedRefusals.Note(context, exhibit.Cause);
        var runner = new StepRunner(parts.Addresses, parts.Authority, parts.Clock)
        {
            Extra = [new LabField(LabParts.RehearsalField, parts.Rehearsal)],
        };
        StepExchange? last = null;
        foreach (var step in exhibit.Provoke)
        {
            last = await runner.SendAsync(step, context.RequestAborted);
        }

        var answer = last!.Answer;
        if (answer.Status == 0)
        {
            LabAnswers.GiveUp(context);
            return;
        }

        context.Response.StatusCode = answer.Status;
        foreach (
            var field in answer.Fields.Where(field =>
                !OfTheConnection.Contains(field.Name, StringComparer.OrdinalIgnoreCase)
            )
        )
        {
            context.Response.Headers.Append(field.Name, field.Value);
        }

        context.Response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
        }
    }
}
