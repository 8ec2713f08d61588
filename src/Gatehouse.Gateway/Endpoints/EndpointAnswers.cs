using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>Writes the answers of endpoints.</summary>
internal static class EndpointAnswers
{
    public static Task JsonAsync(
        HttpContext context,
        int status,
        ReadOnlyMemory<byte> body,
        string cacheControl = "no-store"
    ) => WriteAsync(context, status, "application/json", body, cacheControl);

    public static Task HtmlAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        return WriteAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", body, "no-store");
    }

    private static Task WriteAsync(
        HttpContext context,
        int status,
        string type,
        ReadOnlyMemory<byte> body,
        string cacheControl
    )
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        response.Headers.CacheControl = cacheControl;
        response.Headers["X-Content-Type-Options"] = "nosniff";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(body).AsTask();
    }
}
