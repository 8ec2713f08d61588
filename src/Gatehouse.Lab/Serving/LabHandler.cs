using Gatehouse.AspNetCore.Cors;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Index;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Proxies;
using Gatehouse.Lab.Statuses;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Lab.Serving;

/// <summary>What the lab does with each request: one of its own pages, an exhibit, or the decision over all routes.</summary>
internal sealed class LabHandler(
    LabParts parts,
    ExhibitTable exhibits,
    LabSite site,
    LabResource resource,
    LabPages pages,
    LabDocuments documents,
    StatusAnswers statuses,
    LabRequests requests
)
{
    private readonly LabCache _cache = new(parts);

    public async Task HandleAsync(HttpContext context)
    {
        var at = parts.Clock.GetUtcNow();
        var body = new KeptBody(context.Request.Body);
        context.Request.Body = body;
        var exhibit = exhibits.Of(context.Request.Path);
        var rehearses =
            context.Request.Headers.Remove(LabParts.RehearsalField, out var secret) && secret == parts.Rehearsal;
        var kept = rehearses;

        // Before the answer goes out or the connection ends: whoever waits for it may look for the request at once.
        context.Response.OnStarting(() =>
        {
            Keep();
            return Task.CompletedTask;
        });
        LabAnswers.OnGivingUp(context, Keep);

        try
        {
            await (
                LabServer.PlaceOf(context) == LabPlace.Cache
                    ? _cache.HandleAsync(context, rehearses)
                    : AnswerAsync(context, exhibit)
            );
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone, or the exhibit gave the connection up.
        }

        Keep();

        void Keep()
        {
            if (!kept)
            {
                kept = true;
                requests.Add(Describe(context, at, body, exhibit));
            }
        }
    }

    private async Task AnswerAsync(HttpContext context, Exhibit? exhibit)
    {
        if (
            await documents.HandleAsync(context)
            || await statuses.HandleAsync(context)
            || await pages.HandleAsync(context)
            || await parts.Providers.HandleAsync(context)
        )
        {
            return;
        }

        if (!DressedRefusals.TryFind(context, out var dress))
        {
            await DressedRefusals.RefuseAsync(context);
            return;
        }

        if (exhibit?.Handler is { } handler)
        {
            await DressedRefusals.RunAsync(context, exhibit.Cause, handler, dress, parts.Clock);
            return;
        }

        if (
            await parts.Judge.AdmitAsync(context, exhibit?.SiteNow?.Invoke() ?? exhibit?.Site ?? site, dress)
            is not { } decision
        )
        {
            return;
        }

        if (decision.Route?.Cors is { } cors)
        {
            if (decision.IsPreflight)
            {
                CorsHeaders.AnswerPreflight(context, cors);
                return;
            }

            CorsHeaders.Apply(context, cors);
        }

        if (exhibit?.Granted is { } granted)
        {
            await granted(context);
        }
        else if (exhibit is not null)
        {
            await LabAnswers.CuredAsync(context, exhibit.Cause, decision.Principal?.Name);
        }
        else if (LabResource.IsAsked(context))
        {
            await resource.AnswerAsync(context, decision.Principal?.Name);
        }
        else
        {
            await parts.Judge.RefuseAsync(context, decision, Protocol.Causes.Causes.Route.Unknown);
        }
    }

    private LabRequest Describe(HttpContext context, DateTimeOffset at, KeptBody body, Exhibit? exhibit)
    {
        var reference = context.Response.Headers[RefusalResponder.ReferenceField].ToString();
        var status = LabAnswers.WasGivenUp(context) ? 0 : context.Response.StatusCode;
        return new LabRequest
        {
            At = at,
            Place = LabServer.PlaceOf(context),
            Method = context.Request.Method,
            Target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? context.Request.Path.Value ?? "",
            Fields =
            [
                .. context.Request.Headers.SelectMany(field =>
                    field.Value.Select(line => KeyValuePair.Create(field.Key, line ?? ""))
                ),
            ],
            Body = body.Kept,
            Status = status,
            Cause =
                parts.Judge.Journal.Find(reference)?.Cause
                ?? DressedRefusals.CauseOf(context)
                ?? (status == StatusCodes.Status200OK ? null : exhibit?.Cause),
        };
    }
}
