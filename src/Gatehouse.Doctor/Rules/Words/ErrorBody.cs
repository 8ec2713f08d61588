using System.Text.Json;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>Finds the error in an answer that calls itself a success.</summary>
internal static class ErrorBody
{
    private static readonly string[] Marks =
    [
        "error",
        "errors",
        "fault",
        "exception",
        "error_code",
        "errorcode",
        "errcode",
        "errmsg",
        "errormessage",
        "error_message",
        "error_description",
    ];

    private static readonly string[] Verdicts =
    [
        "ok",
        "success",
        "succeeded",
        "issuccess",
        "is_success",
        "authenticated",
    ];

    private static readonly string[] Contents = ["data", "result", "results", "items", "value", "rows", "hits"];

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true };

    /// <summary>The text of the error, or null where the answer is none.</summary>
    public static string? In(Answer answer)
    {
        var body = answer.Body.TrimStart();
        if (answer.Headers["grpc-status"] is { } grpc && grpc.Trim() is not ("0" or ""))
        {
            return body;
        }

        if (body.StartsWith('{') || body.StartsWith('['))
        {
            return InJson(body);
        }

        return body.StartsWith('<') && !IsPage(body) && IsFault(body) ? body : null;
    }

    private static string? InJson(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Options);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Array)
            {
                root = root.GetArrayLength() > 0 ? root[0] : root;
            }

            if (root.ValueKind != JsonValueKind.Object || !root.EnumerateObject().Any(TellsError))
            {
                return null;
            }

            return string.Join(
                '\n',
                root.EnumerateObject()
                    .Where(member => !Contents.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
                    .Select(member => $"{member.Name}: {member.Value.GetRawText()}")
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool TellsError(JsonProperty member)
    {
        var value = member.Value;
        if (Marks.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is { Length: > 0 },
                JsonValueKind.Object => value.EnumerateObject().Any(),
                JsonValueKind.Array => value.GetArrayLength() > 0,
                JsonValueKind.Number => value.TryGetInt64(out var number) && number != 0,
                JsonValueKind.True => true,
                _ => false,
            };
        }

        if (Verdicts.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
        {
            return value.ValueKind == JsonValueKind.False;
        }

        return member.Name.ToLowerInvariant() switch
        {
            "status" or "code" or "statuscode" or "status_code" => IsRefusal(value),
            _ => false,
        };
    }

    private static bool IsRefusal(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetInt64(out var number) && number is (>= 400 and < 600) or 16 or 7,
            JsonValueKind.String => value.GetString() is { } text
                && (
                    text.Equals("error", StringComparison.OrdinalIgnoreCase)
                    || text.Equals("fail", StringComparison.OrdinalIgnoreCase)
                    || text.Equals("failure", StringComparison.OrdinalIgnoreCase)
                    || text is "401" or "403"
                    || text.Equals("unauthorized", StringComparison.OrdinalIgnoreCase)
                    || text.Equals("unauthenticated", StringComparison.OrdinalIgnoreCase)
                ),
            _ => false,
        };

    private static bool IsPage(string body) =>
        body.AsSpan(0, Math.Min(body.Length, 512)).Contains("<html", StringComparison.OrdinalIgnoreCase);

    private static bool IsFault(string body)
    {
        var head = body.AsSpan(0, Math.Min(body.Length, 2048));
        return head.Contains("<error", StringComparison.OrdinalIgnoreCase)
            || head.Contains("Fault>", StringComparison.OrdinalIgnoreCase)
            || head.Contains("status=\"failed\"", StringComparison.OrdinalIgnoreCase)
            || head.Contains("<exception", StringComparison.OrdinalIgnoreCase);
    }
}
