using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gatehouse.Lab.Dress;

/// <summary>Sends a dressed answer in place of everything that was prepared before.</summary>
internal static class DressWriter
{
    /// <summary>Writes it. Kestrel's own <c>Server</c> field must be off, or it shows where the dress names none.</summary>
    public static async Task WriteAsync(HttpContext http, DressedAnswer answer)
    {
        var response = http.Response;
        response.Clear();
        response.StatusCode = answer.Status;
        if (answer.ReasonPhrase is not null)
        {
            http.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = answer.ReasonPhrase;
        }

        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.Append(name, value);
        }

        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.Body.WriteAsync(answer.Body, http.RequestAborted);
        }
    }
}
