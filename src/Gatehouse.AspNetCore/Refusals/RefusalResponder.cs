using System.Globalization;
using Gatehouse.AspNetCore.Cors;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.References;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.AspNetCore.Refusals;

/// <summary>Answers a refused request and has it written down.</summary>
public sealed class RefusalResponder(
    ReferenceCipher references,
    IJournal journal,
    CredentialTags tags,
    IRefusalPage page,
    IRefusalWatch? watch = null
)
{
    /// <summary>The name of the field that carries the reference.</summary>
    public const string ReferenceField = "Gatehouse-Reference";

    /// <summary>Answers with the refusal.</summary>
    public Task RespondAsync(HttpContext context, Decision decision, Refused refused)
    {
        var refusal = Prepare(context, decision, refused);
        var cors = (refused.ShownAs ?? refused).Route?.Cors;

        // Below the prefix no gRPC is spoken, and a proxy that asks us there would take its status of 200 for a yes.
        if (
            GrpcRefusal.IsGrpc(context.Request)
            && !context.Request.Path.Value!.StartsWith(decision.Site.Prefix, StringComparison.Ordinal)
        )
        {
            return GrpcRefusal.WriteAsync(context, refusal, cors);
        }

        WriteFields(context, refusal, cors);
        return WriteBodyAsync(context, decision.Site, refusal);
    }

    /// <summary>Has the refusal written down and gives what the caller is to see of it; answers nothing yet.</summary>
    public Refusal Prepare(HttpContext context, Decision decision, Refused refused)
    {
        var reference = references.Create(
            refused.Cause.Number,
            decision.Facts.ReceivedAt,
            refused.ShownAs?.Told.Number
        );
        var language = CauseTexts.Negotiate(context.Request.Headers.AcceptLanguage.ToString());
        var refusal = RefusalFactory.Create(decision, refused, reference, language);
        WriteDown(decision, refused, reference, refusal.Status);
        return refusal;
    }

    /// <summary>Writes a refusal down that somebody else has answered: an upstream's own.</summary>
    public void Record(Decision decision, Refused refused) =>
        WriteDown(
            decision,
            refused,
            references.Create(refused.Cause.Number, decision.Facts.ReceivedAt),
            refused.Cause.Status
        );

    private void WriteDown(Decision decision, Refused refused, string reference, int status)
    {
        var kept = journal.Admits(
            refused.Cause,
            decision.Route?.Name,
            decision.Facts.Client,
            decision.Facts.ReceivedAt
        );
        if (kept)
        {
            journal.Write(JournalEntries.Of(decision, refused, reference, status, references.Node, tags));
        }

        watch?.Refused(decision, refused, reference, status, kept);
    }

    /// <summary>Writes status and fields of a refusal; <paramref name="cors"/> are those of the route it is told for.</summary>
    public static void WriteFields(HttpContext context, Refusal refusal, CorsRules? cors)
    {
        var response = context.Response;
        var headers = response.Headers;
        response.StatusCode = refusal.Status;
        headers[ReferenceField] = refusal.Reference;
        headers.CacheControl = "no-store";
        headers["X-Content-Type-Options"] = "nosniff";
        if (refusal.Challenges.Count > 0)
        {
            headers.WWWAuthenticate = refusal.Challenges.Select(ChallengeWriter.Write).ToArray();
        }

        foreach (var field in refusal.Fields)
        {
            headers[field.Name] = field.Value;
        }

        if (refusal.Location is { } location)
        {
            headers.Location = location;
        }

        if (refusal.RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (refusal.Allow is { } allow)
        {
            headers.Allow = allow;
        }

        if (refusal.Substatus is { } substatus)
        {
            headers["X-Gatehouse-Substatus"] = substatus;
        }

        if (cors is not null)
        {
            CorsHeaders.Apply(context, cors);
        }

        headers.ContentLanguage = refusal.Language;
    }

    /// <summary>Writes the body of a refusal: a page for those who prefer one, a problem document for all others.</summary>
    public Task WriteBodyAsync(HttpContext context, Site site, Refusal refusal)
    {
        var headers = context.Response.Headers;
        if (ContentPreference.PrefersHtml(context.Request.Headers.Accept.ToString()))
        {
            headers.ContentSecurityPolicy = page.ContentSecurityPolicy;
            headers["X-Robots-Tag"] = "noindex";
            return WritePageAsync(context, page.Render(refusal, site.Realm, site.Contact, site.Prefix));
        }

        return ProblemWriter.AnswerAsync(context, refusal, site.Prefix);
    }

    private static Task WritePageAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.BodyWriter.WriteAsync(body).AsTask();
    }
}
