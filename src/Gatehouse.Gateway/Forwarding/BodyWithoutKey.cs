using System.IO.Pipelines;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>Takes a key out of the body in which it stood, before the body is forwarded.</summary>
internal static class BodyWithoutKey
{
    public static async ValueTask ReplaceAsync(HttpContext context, Decision decision, Route route)
    {
        if (
            decision.Presented is not { Place: CredentialPlace.Body }
            || route is not { Key.Body: { } field, PassesCredentials: false }
            || decision.Facts.Body is not { } body
        )
        {
            return;
        }

        var seen = await body.PeekAsync(BodyField.Limit, context.RequestAborted);
        var beginning = BodyField.Without(body.ContentType, seen.Span, field);
        await SkipAsync(context.Request.BodyReader, seen.Length, context.RequestAborted);
        var length = context.Request.ContentLength;
        context.Request.Body = new PrefixedStream(beginning, context.Request.Body);
        context.Request.ContentLength = length - seen.Length + beginning.Length;
    }

    private static async ValueTask SkipAsync(PipeReader reader, long octets, CancellationToken cancellationToken)
    {
        while (octets > 0)
        {
            var result = await reader.ReadAsync(cancellationToken);
            var taken = Math.Min(octets, result.Buffer.Length);
            reader.AdvanceTo(result.Buffer.GetPosition(taken));
            octets -= taken;
            if (result.IsCompleted)
            {
                return;
            }
        }
    }
}
