using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.AspNetCore.Refusals;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Export;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Serving;
using Gatehouse.Protocol.Causes;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Lab.Index;

/// <summary>What the lab tells of itself: the index, the files for tools, what arrived, and why something was refused.</summary>
internal sealed class LabDocuments(
    LabParts parts,
    ExhibitTable exhibits,
    IReadOnlyList<Hand> hands,
    LabRequests requests
)
{
    /// <summary>JSON for people to read.</summary>
    public static JsonSerializerOptions Json { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private readonly IndexPage _index = new(exhibits, parts.Addresses);

    /// <summary>The documents that the index leads to.</summary>
    public static IReadOnlyList<(string Path, string Name)> Links { get; } =
    [
        ("/_lab/openapi.json", "OpenAPI"),
        ("/_lab/postman.json", "Postman collection"),
        ("/_lab/lab.http", ".http file"),
        ("/_lab/requests", "what arrived"),
        ("/_lab/authority.pem", "the lab's authority"),
    ];

    /// <summary>Answers where the path is one of these; false otherwise.</summary>
    public async Task<bool> HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var answer = path switch
        {
            "/" => IndexAsync(context),
            "/_lab/openapi.json" => JsonAsync(context, OpenApiDocument.Write(exhibits, hands, parts.Addresses)),
            "/_lab/postman.json" => JsonAsync(context, PostmanCollection.Write(exhibits, parts.Addresses)),
            "/_lab/lab.http" => LabAnswers.TextAsync(context, 200, HttpFile.Write(exhibits, parts.Addresses)),
            "/_lab/authority.pem" => LabAnswers.TextAsync(
                context,
                200,
                parts.Authority.Root.ExportCertificatePem() + "\n",
                "application/x-pem-file"
            ),
            "/_lab/requests" => JsonAsync(context, Arrived()),
            _ when Below(path, "causes/") is { } id => CauseAsync(context, id),
            _ when Below(path, "refusals/") is { } reference => RefusalAsync(context, reference),
            _ => null,
        };
        if (answer is null)
        {
            return false;
        }

        await answer;
        return true;
    }

    private static string? Below(string path, string place) =>
        path.StartsWith(LabJudge.Prefix + place, StringComparison.Ordinal)
            ? path[(LabJudge.Prefix.Length + place.Length)..]
            : null;

    private static Task JsonAsync(HttpContext context, JsonNode node) =>
        LabAnswers.TextAsync(context, StatusCodes.Status200OK, node.ToJsonString(Json) + "\n", "application/json");

    private Task IndexAsync(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = IndexPage.ContentSecurityPolicy;
        return LabAnswers.TextAsync(context, StatusCodes.Status200OK, _index.Render(), "text/html; charset=utf-8");
    }

    private Task CauseAsync(HttpContext context, string id)
    {
        if (exhibits.Find(id) is not { } exhibit)
        {
            return LabAnswers.TextAsync(context, StatusCodes.Status404NotFound, "The lab does not make this cause.\n");
        }

        if (ContentPreference.PrefersHtml(context.Request.Headers.Accept.ToString()))
        {
            context.Response.Headers.Location = "/#" + id;
            return LabAnswers.TextAsync(context, StatusCodes.Status303SeeOther, "");
        }

        var curl = new CurlText(parts.Addresses);
        return JsonAsync(
            context,
            new JsonObject
            {
                ["id"] = id,
                ["title"] = CauseTexts.For(exhibit.Cause, "en").Title,
                ["status"] = exhibit.Provoke[^1].Status,
                ["scene"] = exhibit.Scene,
                ["client"] = exhibit.Client,
                ["meet"] = curl.Write(exhibit.Provoke),
                ["cure"] = curl.Write(exhibit.Cure, exhibit.Provoke),
                ["browser"] = new JsonArray([
                    .. exhibit.Browser.Select(step => (JsonNode)JsonValue.Create(parts.Addresses.Expand(step))!),
                ]),
            }
        );
    }

    // Unlike a site that guards something, the lab tells everybody everything.
    private Task RefusalAsync(HttpContext context, string reference)
    {
        if (parts.Judge.Journal.Find(reference) is not { } entry)
        {
            return LabAnswers.TextAsync(context, StatusCodes.Status404NotFound, "No such refusal, or not any more.\n");
        }

        var trail = new JsonArray();
        foreach (var step in entry.Trail)
        {
            trail.Add(JsonSerializer.SerializeToNode(step, Json));
        }

        return JsonAsync(
            context,
            new JsonObject
            {
                ["reference"] = entry.Reference,
                ["cause"] = entry.Cause.Id,
                ["status"] = entry.Status,
                ["method"] = entry.Method,
                ["target"] = entry.Target,
                ["trail"] = trail,
            }
        );
    }

    private JsonArray Arrived()
    {
        var array = new JsonArray();
        foreach (var request in requests.All)
        {
            array.Add(
                new JsonObject
                {
                    ["at"] = request.At,
                    ["place"] = LabAddresses.NameOf(request.Place),
                    ["method"] = request.Method,
                    ["target"] = request.Target,
                    ["status"] = request.Status,
                    ["cause"] = request.Cause?.Id,
                    ["fields"] = new JsonArray([
                        .. request.Fields.Select(field => (JsonNode)JsonValue.Create($"{field.Key}: {field.Value}")!),
                    ]),
                }
            );
        }

        return array;
    }
}
