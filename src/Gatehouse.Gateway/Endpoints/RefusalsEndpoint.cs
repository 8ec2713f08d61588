using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Console.Refusals;
using Gatehouse.Decisions;
using Gatehouse.Decisions.References;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>
/// Tells whoever holds a reference what its receiver may know of the refusal: when, the public cause, what to do. A
/// problem's <c>instance</c> leads here.
/// </summary>
internal sealed class RefusalsEndpoint(ReferenceCipher references, Func<RefusalResponder> refusals) : IEndpoint
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Path => "refusals/*";

    public Task AnswerAsync(HttpContext context, Decision decision)
    {
        var path = decision.Facts.Path.Text;
        var given = path[(path.LastIndexOf('/') + 1)..];
        if (
            !references.TryRead(given, out var reference)
            || Causes.FindByNumber(reference.Shown ?? reference.Cause) is not { } cause
        )
        {
            return refusals()
                .RespondAsync(
                    context,
                    decision,
                    new Denied(Causes.Route.Unknown, [], [.. decision.Steps], route: null)
                );
        }

        var printed = ReferenceText.TryRead(given, out var block) ? ReferenceText.Write(block) : "";
        var language = CauseTexts.Negotiate(context.Request.Headers.AcceptLanguage.ToString());
        context.Response.Headers.ContentLanguage = language;
        if (ContentPreference.PrefersHtml(context.Request.Headers.Accept.ToString()))
        {
            return EndpointAnswers.HtmlAsync(
                context,
                RecordedRefusalPage.Render(
                    cause.Public,
                    printed,
                    reference.At,
                    decision.Site.Contact,
                    decision.Site.Prefix,
                    language
                )
            );
        }

        return EndpointAnswers.JsonAsync(
            context,
            StatusCodes.Status200OK,
            Write(cause.Public, printed, reference.At, decision.Site.Prefix, language)
        );
    }

    private static byte[] Write(Cause cause, string reference, DateTimeOffset at, string prefix, string language)
    {
        var text = CauseTexts.For(cause, language);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("reference", reference);
            json.WriteString("cause", cause.Id);
            json.WriteString("title", text.Title);
            json.WriteString("detail", text.DetailPlain);
            json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("type", prefix + "causes/" + cause.Id);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
