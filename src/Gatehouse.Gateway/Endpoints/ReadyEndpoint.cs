using System.Text.Json;
using Gatehouse.Decisions;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>Says whether requests can be judged: store, key ring, providers, secrets. 503 with what is missing otherwise.</summary>
internal sealed class ReadyEndpoint(Func<CancellationToken, ValueTask<IReadOnlyList<string>>> problems) : IEndpoint
{
    public string Path => "health/ready";

    public async Task AnswerAsync(HttpContext context, Decision decision)
    {
        var found = await problems(context.RequestAborted);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("status", found.Count == 0 ? "ready" : "not-ready");
            json.WriteNumber("problems", found.Count);
            json.WriteEndObject();
        }

        // How many, not which: the details are the operator's, in the log.
        await EndpointAnswers.JsonAsync(
            context,
            found.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            stream.ToArray()
        );
    }
}
