using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Gatehouse.Lab.Steps;
using Gatehouse.Lab.Wire;

namespace Gatehouse.Lab.Export;

/// <summary>Exchanges as an HTTP Archive (HAR 1.2), as browsers record them.</summary>
internal static class HarRecording
{
    /// <summary>The archive.</summary>
    public static JsonObject Write(IEnumerable<StepExchange> exchanges)
    {
        var entries = new JsonArray();
        foreach (var exchange in exchanges)
        {
            entries.Add(Entry(exchange));
        }

        return new JsonObject
        {
            ["log"] = new JsonObject
            {
                ["version"] = "1.2",
                ["creator"] = new JsonObject { ["name"] = "gatehouse lab", ["version"] = "1" },
                ["entries"] = entries,
            },
        };
    }

    private static JsonObject Entry(StepExchange exchange)
    {
        var took = Math.Round(exchange.Answer.Took.TotalMilliseconds, 3);
        var entry = new JsonObject
        {
            ["startedDateTime"] = exchange.Answer.StartedAt.ToString("O", CultureInfo.InvariantCulture),
            ["time"] = took,
            ["request"] = Request(exchange.Request),
            ["response"] = Response(exchange.Answer),
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject
            {
                ["send"] = 0,
                ["wait"] = took,
                ["receive"] = 0,
            },
        };
        if (exchange.Step.Note.Length > 0)
        {
            entry["comment"] = exchange.Step.Note;
        }

        return entry;
    }

    private static JsonObject Request(WireRequest request)
    {
        List<LabField> fields = [new("Host", request.Origin.Authority), .. request.Fields];
        var query = new JsonArray();
        var mark = request.Target.IndexOf('?', StringComparison.Ordinal);
        foreach (
            var pair in mark < 0 ? [] : request.Target[(mark + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var parts = pair.Split('=', 2);
            query.Add(
                new JsonObject
                {
                    ["name"] = Uri.UnescapeDataString(parts[0]),
                    ["value"] = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "",
                }
            );
        }

        var entry = new JsonObject
        {
            ["method"] = request.Method,
            ["url"] = request.Url,
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = Headers(fields),
            ["queryString"] = query,
            ["headersSize"] = -1,
            ["bodySize"] = request.Body?.Length ?? 0,
        };
        if (request.Body is { } body)
        {
            entry["postData"] = new JsonObject
            {
                ["mimeType"] = fields.Find(field => field.Name == "Content-Type").Value ?? "",
                ["text"] = Encoding.UTF8.GetString(body),
            };
        }

        return entry;
    }

    private static JsonObject Response(WireAnswer answer)
    {
        var response = new JsonObject
        {
            ["status"] = answer.Status,
            ["statusText"] = answer.Reason,
            ["httpVersion"] = answer.Status == 0 ? "" : "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = Headers(answer.Fields),
            ["content"] = new JsonObject
            {
                ["size"] = answer.Body.Length,
                ["mimeType"] = answer.Lines("Content-Type").FirstOrDefault() ?? "",
                ["text"] = answer.Text,
            },
            ["redirectURL"] = answer.Lines("Location").FirstOrDefault() ?? "",
            ["headersSize"] = -1,
            ["bodySize"] = answer.Body.Length,
        };

        // Where there was no answer, browsers write what their network layer said.
        if (answer.Failure is { } failure)
        {
            response["_error"] = failure;
        }

        return response;
    }

    private static JsonArray Headers(IEnumerable<LabField> fields)
    {
        var headers = new JsonArray();
        foreach (var field in fields)
        {
            headers.Add(new JsonObject { ["name"] = field.Name, ["value"] = field.Value });
        }

        return headers;
    }
}
