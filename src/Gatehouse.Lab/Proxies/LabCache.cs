using System.Collections.Concurrent;
using System.Globalization;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Lab.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Lab.Proxies;

/// <summary>
/// A shared cache in front of the main address that is set up badly: by the address alone, and whatever <c>Cache-Control</c>
/// and <c>Authorization</c> say (RFC 9111 sections 3 and 3.5), it keeps refusals for a minute and redirects for an hour.
/// <c>PURGE</c> makes it forget one address.
/// </summary>
internal sealed class LabCache(LabParts parts)
{
    private const int MostKept = 1000;
    private const int LongestBody = 1024 * 1024;

    private static readonly string[] _ofTheHop =
    [
        "Connection",
        "Content-Length",
        "Host",
        "Keep-Alive",
        "Transfer-Encoding",
        "Upgrade",
    ];

    private readonly ConcurrentDictionary<string, KeptAnswer> _kept = new(StringComparer.Ordinal);
    private readonly WireClient _wire = new(parts.Clock);

    /// <summary>Answers from what it keeps, or asks the main address.</summary>
    public async Task HandleAsync(HttpContext context, bool rehearses)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (context.Request.Method == "PURGE")
        {
            _kept.TryRemove(target, out _);
            await LabAnswers.TextAsync(context, StatusCodes.Status200OK, "purged\n");
            return;
        }

        var now = parts.Clock.GetUtcNow();
        var get = HttpMethods.IsGet(context.Request.Method);
        if (get && _kept.TryGetValue(target, out var kept) && now < kept.Until)
        {
            context.Response.Headers.Age = ((long)(now - kept.At).TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await WriteAsync(context, kept.Answer, "HIT");
            return;
        }

        var answer = await AskAsync(context, target, rehearses);
        if (answer.Failure is not null)
        {
            await LabAnswers.TextAsync(context, StatusCodes.Status502BadGateway, "The site does not answer.\n");
            return;
        }

        if (get && LifeOf(answer.Status) is { } life && _kept.Count < MostKept)
        {
            _kept[target] = new KeptAnswer(answer, now, now + life);
        }

        await WriteAsync(context, answer, "MISS");
    }

    private static TimeSpan? LifeOf(int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => TimeSpan.FromMinutes(1),
            StatusCodes.Status301MovedPermanently or StatusCodes.Status308PermanentRedirect => TimeSpan.FromHours(1),
            _ => null,
        };

    private async Task<WireAnswer> AskAsync(HttpContext context, string target, bool rehearses)
    {
        var fields = context
            .Request.Headers.Where(field => !_ofTheHop.Contains(field.Key, StringComparer.OrdinalIgnoreCase))
            .SelectMany(field => field.Value.Select(line => new LabField(field.Key, line ?? "")))
            .Append(new LabField("Via", "1.1 lab-cache"));
        return await _wire.SendAsync(
            new WireRequest
            {
                Origin = parts.Addresses[LabPlace.Main],
                Method = context.Request.Method,
                Target = target,
                Fields = rehearses ? [.. fields, new LabField(LabParts.RehearsalField, parts.Rehearsal)] : [.. fields],
                Body = await ReadAsync(context.Request),
            },
            context.RequestAborted
        );
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while (body.Length < LongestBody && (count = await request.Body.ReadAsync(buffer)) > 0)
        {
            body.Write(buffer, 0, count);
        }

        return body.Length == 0 ? null : body.ToArray();
    }

    private static async Task WriteAsync(HttpContext context, WireAnswer answer, string how)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (
            var field in answer.Fields.Where(field => !_ofTheHop.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
        )
        {
            response.Headers.Append(field.Name, field.Value);
        }

        response.Headers["X-Cache"] = how;
        if (answer.Body.Length > 0)
        {
            response.ContentLength = answer.Body.Length;
            await response.Body.WriteAsync(answer.Body);
        }
    }
}
