using System.Globalization;
using Gatehouse.Lab.Serving;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Statuses;

/// <summary>Answers <c>/status/CODE</c> with that status, the field that belongs to it, and what it means.</summary>
internal sealed class StatusAnswers(LabAddresses addresses)
{
    /// <summary>What the paths start with.</summary>
    public const string Prefix = "/status/";

    /// <summary>Answers where the path is one of these; false otherwise.</summary>
    public async Task<bool> HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        if (
            !int.TryParse(path[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || LabStatuses.Find(code) is not { } status
        )
        {
            await LabAnswers.TextAsync(
                context,
                StatusCodes.Status404NotFound,
                $"{Prefix}CODE takes a status of a final answer, 200 to 599.\n"
            );
            return true;
        }

        if (status.Field is { } field)
        {
            context.Response.Headers[field] = addresses.Expand(status.Value);
        }

        if (
            code
            is StatusCodes.Status204NoContent
                or StatusCodes.Status205ResetContent
                or StatusCodes.Status304NotModified
        )
        {
            context.Response.StatusCode = code;
            return true;
        }

        await LabAnswers.JsonAsync(
            context,
            code,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["status"] = code,
                ["title"] = status.Title,
                ["meaning"] = status.Meaning,
            }
        );
        return true;
    }
}
