using System.Net;
using System.Text;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Decisions.Refusals;

namespace Gatehouse.Lab.Judging;

/// <summary>A refusal as a plain page: what it is, and where the lab explains it.</summary>
internal sealed class LabRefusalPage : IRefusalPage
{
    /// <inheritdoc/>
    public string ContentSecurityPolicy => "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Render(Refusal refusal, string realm, string? contact, string prefix)
    {
        var page = new StringBuilder()
            .Append("<!doctype html><html lang=\"")
            .Append(refusal.Language)
            .Append("\"><meta charset=\"utf-8\"><title>")
            .Append(refusal.Status)
            .Append(' ')
            .Append(WebUtility.HtmlEncode(refusal.Title))
            .Append("</title><main><h1>")
            .Append(WebUtility.HtmlEncode(refusal.Title))
            .Append("</h1><p>")
            .Append(WebUtility.HtmlEncode(refusal.Detail))
            .Append("</p><ul>");
        foreach (var fix in refusal.Fixes)
        {
            page.Append("<li>").Append(WebUtility.HtmlEncode(fix)).Append("</li>");
        }

        page.Append("</ul><p><a href=\"").Append(prefix).Append("causes/").Append(refusal.Cause.Id);
        page.Append("\">").Append(refusal.Cause.Id).Append("</a> <code>").Append(refusal.Reference);
        page.Append("</code></p></main></html>");
        return Encoding.UTF8.GetBytes(page.ToString());
    }
}
