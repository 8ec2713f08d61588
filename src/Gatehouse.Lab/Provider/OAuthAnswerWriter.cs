using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Protocol.Challenges;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Provider;

/// <summary>Turns answers into bytes, right or spoilt.</summary>
internal static class OAuthAnswerWriter
{
    private const int HugeBytes = 2 * 1024 * 1024;

    private static readonly JsonSerializerOptions _json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Writes an answer.</summary>
    /// <param name="context">The request.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="now">What the answer's <c>Date</c> says.</param>
    /// <param name="spoilt">What is sent in place of a good document, or null.</param>
    /// <param name="isCrossOrigin">Whether scripts of other origins may read it.</param>
    public static async Task WriteAsync(
        HttpContext context,
        OAuthAnswer answer,
        DateTimeOffset now,
        SpoiltAnswer? spoilt = null,
        bool isCrossOrigin = false
    )
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.Date = now.ToString("r", CultureInfo.InvariantCulture);
        // RFC 6749 section 5.1.
        response.Headers.CacheControl = "no-store";
        if (isCrossOrigin)
        {
            response.Headers.AccessControlAllowOrigin = "*";
        }

        if (answer.Challenge is { } challenge)
        {
            response.Headers.WWWAuthenticate = ChallengeWriter.Write(challenge);
        }

        if (answer.Allow is { } allow)
        {
            response.Headers.Allow = allow;
        }

        if (answer.Location is { } location)
        {
            response.Headers.Location = location;
        }

        var (type, body) = Document(answer);
        if (answer.Status == StatusCodes.Status200OK && spoilt is { } how)
        {
            (type, body) = Spoil(type, body, how);
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        response.ContentType = type;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    /// <summary>Lets scripts of any origin call.</summary>
    public static void WritePreflight(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.AccessControlAllowMethods = "GET, POST";
        response.Headers.AccessControlAllowHeaders = "authorization, content-type";
    }

    /// <summary>Answers with the status of an outage and nothing else.</summary>
    public static void WriteOutage(
        HttpContext context,
        ProviderOutage outage,
        DateTimeOffset now,
        DateTimeOffset shownTime
    )
    {
        var response = context.Response;
        response.StatusCode = outage.StatusCode;
        response.Headers.Date = shownTime.ToString("r", CultureInfo.InvariantCulture);
        response.ContentLength = 0;
        if (outage.StatusCode is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            var seconds = outage.Until is { } end ? Math.Ceiling((end - now).TotalSeconds) : 1;
            response.Headers.RetryAfter = Math.Max(1, seconds).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static (string? Type, byte[] Body) Document(OAuthAnswer answer) =>
        answer switch
        {
            { Json: { } json } => ("application/json", Encoding.UTF8.GetBytes(json.ToJsonString(_json) + "\n")),
            { Html: { } html } => ("text/html; charset=utf-8", Encoding.UTF8.GetBytes(html)),
            { Text: { } text } => ("text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text)),
            _ => (null, []),
        };

    private static (string? Type, byte[] Body) Spoil(string? type, byte[] body, SpoiltAnswer how) =>
        how switch
        {
            SpoiltAnswer.Garbage => (type, body[..(body.Length / 2)]),
            SpoiltAnswer.Html => (
                "text/html; charset=utf-8",
                "<!DOCTYPE html><html lang=\"en\"><title>Welcome</title><p>Please accept the terms of this network.</p></html>"u8.ToArray()
            ),
            SpoiltAnswer.WrongContentType => ("text/plain; charset=utf-8", body),
            SpoiltAnswer.Huge => (type, Padded(body)),
            _ => (type, []),
        };

    private static byte[] Padded(byte[] body)
    {
        var padded = new byte[HugeBytes];
        Array.Fill(padded, (byte)' ');
        body.CopyTo(padded, 0);
        return padded;
    }
}
