using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Decisions;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>
/// Says whether requests can be judged: store, key ring, providers, secrets, certificates. 503 where something is down or
/// the gateway is stopping. What and why is told to those who may read what is measured, others get the number.
/// </summary>
internal sealed class ReadyEndpoint(Func<CancellationToken, ValueTask<IReadOnlyList<ServicePart>>> parts) : IEndpoint
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public string Path => "health/ready";

    public bool CountsAsUse => false;

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var found = await parts(context.RequestAborted);
        var down = found.Count(part => part.State == PartState.Down);
        var status =
            down > 0 ? "not-ready"
            : found.Any(part => part.State == PartState.Degraded) ? "degraded"
            : "ready";
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            json.WriteStartObject();
            json.WriteString("status", status);
            json.WriteNumber("problems", down);
            if (MetricsEndpoint.IsBeside(decision.Facts))
            {
                WriteParts(json, found);
            }

            json.WriteEndObject();
        }

        await EndpointAnswers.JsonAsync(
            context,
            down == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            stream.ToArray()
        );
    }

    private static void WriteParts(Utf8JsonWriter json, IReadOnlyList<ServicePart> found)
    {
        json.WriteStartArray("parts");
        foreach (var part in found)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteString("status", part.State.ToString().ToLowerInvariant());
            if (part.Reason is { } reason)
            {
                json.WriteString("reason", reason);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
