using System.Globalization;
using System.Text.Json.Nodes;
using Gatehouse.Lab.Dress;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Export;

/// <summary>The lab as an OpenAPI 3.1 document: each exhibit with what refuses it and what it answers.</summary>
internal static class OpenApiDocument
{
    /// <summary>The document.</summary>
    public static JsonObject Write(ExhibitTable exhibits, IReadOnlyList<Hand> hands, LabAddresses addresses)
    {
        var paths = new JsonObject();
        foreach (var exhibit in exhibits.All)
        {
            AddExhibit(paths, exhibit, addresses);
        }

        foreach (var hand in hands)
        {
            paths["/_lab/" + hand.Name] = new JsonObject { ["get"] = HandOperation(hand) };
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Gatehouse lab",
                ["version"] = "1",
                ["description"] =
                    "A server that refuses on purpose: each path shows one cause of a refusal, and is cured by one request.",
            },
            ["servers"] = new JsonArray
            {
                new JsonObject { ["url"] = addresses[LabPlace.Main].GetLeftPart(UriPartial.Authority) },
            },
            ["paths"] = paths,
            ["components"] = Components(),
        };
    }

    private static void AddExhibit(JsonObject paths, Exhibit exhibit, LabAddresses addresses)
    {
        var steps = exhibit
            .Provoke.TakeLast(1)
            .Concat(exhibit.Cure.TakeLast(1))
            .Where(step => step.Target.StartsWith(exhibit.Path, StringComparison.Ordinal));
        foreach (var group in steps.GroupBy(step => step.Target.Split('?')[0], StringComparer.Ordinal))
        {
            var methods = new JsonObject();
            foreach (var method in group.GroupBy(step => step.Method.ToLowerInvariant(), StringComparer.Ordinal))
            {
                if (method.Key is "get" or "put" or "post" or "delete" or "options" or "head" or "patch" or "trace")
                {
                    methods[method.Key] = Operation(exhibit, method.First(), [.. method], addresses);
                }
            }

            if (methods.Count > 0)
            {
                paths[group.Key] = methods;
            }
        }
    }

    private static JsonObject Operation(
        Exhibit exhibit,
        LabStep step,
        IReadOnlyList<LabStep> steps,
        LabAddresses addresses
    )
    {
        var responses = new JsonObject();
        foreach (var status in steps.Select(one => one.Status).Where(status => status > 0).Distinct().Order())
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = new JsonObject
            {
                ["description"] = status == 200 ? "Cured." : exhibit.Scene,
            };
        }

        var suffix = step.Target.Split('?')[0][exhibit.Path.Length..].Replace('/', '-');
        var operation = new JsonObject
        {
            ["operationId"] = $"{exhibit.Cause.Id}{suffix}-{step.Method.ToLowerInvariant()}",
            ["summary"] = exhibit.Cause.Id,
            ["description"] = $"{exhibit.Scene}\n\nThe right client: {exhibit.Client}",
            ["tags"] = new JsonArray(exhibit.Cause.Family),
            ["parameters"] = new JsonArray { new JsonObject { ["$ref"] = "#/components/parameters/as" } },
            ["responses"] = responses,
        };
        if (step.Place != LabPlace.Main)
        {
            operation["servers"] = new JsonArray
            {
                new JsonObject { ["url"] = addresses[step.Place].GetLeftPart(UriPartial.Authority) },
            };
        }

        return operation;
    }

    private static JsonObject HandOperation(Hand hand) =>
        new()
        {
            ["operationId"] = "hand-" + hand.Name.Replace('/', '-'),
            ["summary"] = hand.About,
            ["tags"] = new JsonArray("helping hands"),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject
                {
                    ["description"] = "What a client would have or compute.",
                    ["content"] = new JsonObject
                    {
                        ["text/plain"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } },
                    },
                },
                ["400"] = new JsonObject { ["description"] = "A parameter is wrong; the body says which there are." },
            },
        };

    private static JsonObject Components() =>
        new()
        {
            ["parameters"] = new JsonObject
            {
                ["as"] = new JsonObject
                {
                    ["name"] = "as",
                    ["in"] = "query",
                    ["description"] = "Refuse in the words of another server.",
                    ["schema"] = new JsonObject
                    {
                        ["type"] = "string",
                        ["enum"] = new JsonArray([
                            .. Wardrobe.All.Select(dress => (JsonNode)JsonValue.Create(dress.Name)!),
                        ]),
                    },
                },
            },
        };
}
