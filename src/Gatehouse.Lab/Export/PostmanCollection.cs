using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Export;

/// <summary>The exhibits as a Postman collection (schema 2.1) whose tests hold when it is run from top to bottom.</summary>
internal static class PostmanCollection
{
    private const string Schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

    /// <summary>The collection.</summary>
    public static JsonObject Write(ExhibitTable exhibits, LabAddresses addresses)
    {
        var variables = new JsonArray();
        foreach (var (place, address) in addresses.All.OrderBy(entry => entry.Key))
        {
            variables.Add(
                new JsonObject
                {
                    ["key"] = LabAddresses.NameOf(place),
                    ["value"] = address.GetLeftPart(UriPartial.Authority),
                }
            );
        }

        var folders = new JsonArray();
        foreach (var exhibit in exhibits.All.Where(exhibit => Portable.WhyNot(exhibit) is null))
        {
            folders.Add(Folder(exhibit));
        }

        return new JsonObject
        {
            ["info"] = new JsonObject
            {
                ["name"] = "Gatehouse lab",
                ["description"] = Description(exhibits),
                ["schema"] = Schema,
            },
            ["variable"] = variables,
            ["item"] = folders,
        };
    }

    private static string Description(ExhibitTable exhibits)
    {
        var left = exhibits.All.Select(exhibit => (exhibit.Cause.Id, Reason: Portable.WhyNot(exhibit)));
        var reasons = left.Where(exhibit => exhibit.Reason is not null)
            .Select(exhibit => $"- {exhibit.Id}: {exhibit.Reason}");
        return "Each folder meets one cause of a refusal and then cures it. Run it from top to bottom, with TLS verification off.\n\nNot in here:\n"
            + string.Join('\n', reasons);
    }

    private static JsonObject Folder(Exhibit exhibit)
    {
        var items = new JsonArray();
        for (var i = 0; i < exhibit.Provoke.Count; i++)
        {
            items.Add(Item(exhibit.Provoke[i], $"meet {i + 1}"));
        }

        for (var i = 0; i < exhibit.Cure.Count; i++)
        {
            items.Add(Item(exhibit.Cure[i], $"cure {i + 1}"));
        }

        return new JsonObject
        {
            ["name"] = exhibit.Cause.Id,
            ["description"] = $"{exhibit.Scene}\n\nThe right client: {exhibit.Client}",
            ["item"] = items,
        };
    }

    private static JsonObject Item(LabStep step, string name)
    {
        var events = new JsonArray { Event("test", Tests(step)) };
        if (Before(step) is { Count: > 0 } before)
        {
            events.Add(Event("prerequest", before));
        }

        var headers = new JsonArray();
        foreach (var field in step.Fields)
        {
            headers.Add(new JsonObject { ["key"] = field.Name, ["value"] = Template(field.Value) });
        }

        var request = new JsonObject
        {
            ["method"] = step.Method,
            ["url"] = $"{{{{{LabAddresses.NameOf(step.Place)}}}}}{Template(step.Target)}",
            ["header"] = headers,
            ["auth"] = new JsonObject { ["type"] = "noauth" },
        };
        if (step.Body is { } body)
        {
            request["body"] = new JsonObject { ["mode"] = "raw", ["raw"] = Template(body) };
        }

        return new JsonObject
        {
            ["name"] = step.Note.Length > 0 ? $"{name}: {step.Note}" : name,
            ["event"] = events,
            ["request"] = request,
            ["protocolProfileBehavior"] = new JsonObject
            {
                ["followRedirects"] = false,
                ["disableUrlEncoding"] = true,
                ["disableCookies"] = !step.Cookies,
                ["disableBodyPruning"] = true,
            },
        };
    }

    private static JsonObject Event(string listen, IEnumerable<string> lines) =>
        new()
        {
            ["listen"] = listen,
            ["script"] = new JsonObject
            {
                ["type"] = "text/javascript",
                ["exec"] = new JsonArray([.. lines.Select(line => (JsonNode)JsonValue.Create(line)!)]),
            },
        };

    private static List<string> Before(LabStep step) =>
        step.Wait > TimeSpan.Zero
            ? [FormattableString.Invariant($"setTimeout(() => {{}}, {step.Wait.TotalMilliseconds});")]
            : [];

    private static List<string> Tests(LabStep step)
    {
        var lines = new List<string>
        {
            string.Create(
                CultureInfo.InvariantCulture,
                $"pm.test('the status is {step.Status}', () => pm.response.to.have.status({step.Status}));"
            ),
        };
        foreach (var capture in step.Captures)
        {
            var source = capture.Header is { } header
                ? $"pm.response.headers.filter(field => field.key.toLowerCase() === {Text(header.ToLowerInvariant())}).map(field => field.value)"
                : "[pm.response.text()]";
            lines.Add($"for (const text of {source}) {{");
            lines.Add($"  const start = text.indexOf({Text(capture.Before)});");
            lines.Add("  if (start < 0) continue;");
            lines.Add(
                $"  const rest = text.slice(start + {capture.Before.Length.ToString(CultureInfo.InvariantCulture)});"
            );
            lines.Add(
                capture.After.Length == 0
                    ? "  const value = rest.trim();"
                    : $"  const value = rest.slice(0, rest.indexOf({Text(capture.After)})).trim();"
            );
            lines.Add($"  pm.collectionVariables.set({Text(capture.Variable)}, value);");
            lines.Add("  break;");
            lines.Add("}");
        }

        return lines;
    }

    private static string Text(string text) => JsonSerializer.Serialize(text);

    // {name} is the lab's, {{name}} the collection's.
    private static string Template(string text) => Braces.Replace(text, name => $"{{{{{name}}}}}");
}
