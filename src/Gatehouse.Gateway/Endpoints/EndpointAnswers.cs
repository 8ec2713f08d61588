using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Console.Pages;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Protocol.Causes;
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

    /// <summary>
    /// A page. One whose own address is a secret gives <paramref name="referrer"/> as <c>strict-origin</c>: no request
    /// that is made from it, to the sites behind the gateway least of all, may then carry that address.
    /// </summary>
    public static Task HtmlAsync(
        HttpContext context,
        ReadOnlyMemory<byte> body,
        int status = StatusCodes.Status200OK,
        string referrer = "same-origin",
        string? policy = null
    )
    {
        context.Response.Headers.ContentSecurityPolicy = policy ?? PageAssets.ContentSecurityPolicy;
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        context.Response.Headers["Referrer-Policy"] = referrer;
        return WriteAsync(context, status, "text/html; charset=utf-8", body, "no-store");
    }

    public static Task ProblemAsync(HttpContext context, Refusal refusal, string prefix)
    {
        WriteFields(context.Response, refusal.Status, "no-store");
        return ProblemWriter.AnswerAsync(context, refusal, prefix);
    }

    public static Task TextAsync(HttpContext context, string type, ReadOnlyMemory<byte> body) =>
        WriteAsync(context, StatusCodes.Status200OK, type, body, "no-store");

    public static Task ScriptAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.Headers.Vary = "Accept-Language";
        return WriteAsync(
            context,
            StatusCodes.Status200OK,
            "text/javascript; charset=utf-8",
            body,
            "public, max-age=3600"
        );
    }

    /// <summary>The language that the reader prefers among those there are; said in the answer too.</summary>
    public static string LanguageOf(HttpContext context)
    {
        var language = CauseTexts.Negotiate(context.Request.Headers.AcceptLanguage.ToString());
        context.Response.Headers.ContentLanguage = language;
        return language;
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
        WriteFields(response, status, cacheControl);
        response.ContentType = type;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.BodyWriter.WriteAsync(body).AsTask();
    }

    private static void WriteFields(HttpResponse response, int status, string cacheControl)
    {
        response.StatusCode = status;
        response.Headers.CacheControl = cacheControl;
        response.Headers["X-Content-Type-Options"] = "nosniff";
    }
}
