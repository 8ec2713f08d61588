using System.Text;
using System.Text.Json;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Serving;

/// <summary>Answers of the lab's own.</summary>
internal static class LabAnswers
{
    private static readonly object GivenUpKey = new();
    private static readonly object CallbackKey = new();

    /// <summary>The 200 that only the cure gets.</summary>
    public static Task CuredAsync(HttpContext context, Cause cause, string? user) =>
        JsonAsync(
            context,
            StatusCodes.Status200OK,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["cause"] = cause.Id,
                ["cured"] = true,
                ["user"] = user,
            }
        );

    /// <summary>What is to be done before the connection is given up: the client may look as soon as it ends.</summary>
    public static void OnGivingUp(HttpContext context, Action callback) => context.Items[CallbackKey] = callback;

    /// <summary>Gives the connection up without an answer.</summary>
    public static void GiveUp(HttpContext context)
    {
        context.Items[GivenUpKey] = true;
        (context.Items[CallbackKey] as Action)?.Invoke();
        context.Abort();
    }

    /// <summary>Whether the connection was given up, by the lab or by the client.</summary>
    public static bool WasGivenUp(HttpContext context) =>
        context.Items.ContainsKey(GivenUpKey)
        || (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted);

    /// <summary>Plain text.</summary>
    public static Task TextAsync(
        HttpContext context,
        int status,
        string text,
        string type = "text/plain; charset=utf-8"
    ) => BodyAsync(context, status, Encoding.UTF8.GetBytes(text), type);

    /// <summary>A page for people: a title, which is its heading too, and what stands below it, in HTML.</summary>
    public static Task PageAsync(HttpContext context, int status, string title, string html) =>
        TextAsync(
            context,
            status,
            "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">"
                + $"<title>{title}</title><main><h1>{title}</h1>{html}</main></html>\n",
            "text/html; charset=utf-8"
        );

    /// <summary>JSON.</summary>
    public static Task JsonAsync(HttpContext context, int status, object value) =>
        BodyAsync(context, status, [.. JsonSerializer.SerializeToUtf8Bytes(value), (byte)'\n'], "application/json");

    private static Task BodyAsync(HttpContext context, int status, byte[] body, string type)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (context.Response.Headers.CacheControl.Count == 0)
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(body).AsTask();
    }
}
