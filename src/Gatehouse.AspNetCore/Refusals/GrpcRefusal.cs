using System.Globalization;
using System.Text;
using Gatehouse.AspNetCore.Cors;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Routes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.AspNetCore.Refusals;

/// <summary>Refusals for gRPC clients: a trailers-only answer, since those read neither status codes nor bodies.</summary>
internal static class GrpcRefusal
{
    public static bool IsGrpc(HttpRequest request) =>
        request.ContentType is { } type && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);

    public static Task WriteAsync(HttpContext context, Refusal refusal, CorsRules? cors)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/grpc";
        context.Response.ContentLength = null;
        headers["grpc-status"] = refusal.Cause.GrpcStatus.ToString(CultureInfo.InvariantCulture);
        headers["grpc-message"] = PercentEncode(refusal.Detail);
        headers["gatehouse-reference"] = refusal.Reference;
        if (refusal.RetryAfterSeconds is { } seconds)
        {
            headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        // Pages speak gRPC too (gRPC-Web).
        if (cors is not null)
        {
            CorsHeaders.Apply(context, cors);
        }

        return Task.CompletedTask;
    }

    // gRPC over HTTP/2: everything but printable ASCII, and the percent sign, stands as UTF-8 percent escapes.
    private static string PercentEncode(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is >= 0x20 and <= 0x7E and not (byte)'%')
            {
                result.Append((char)octet);
            }
            else
            {
                result.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }
}
