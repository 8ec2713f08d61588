using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.AspNetCore.Refusals;

/// <summary>Writes a refusal as a problem document (RFC 9457).</summary>
public static class ProblemWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        // Letters of every script stay letters; the answer's type and nosniff keep it from being read as anything else.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document, UTF-8.</summary>
    public static byte[] Write(Refusal refusal, string prefix)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(768);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", prefix + "causes/" + refusal.Cause.Id);
            json.WriteString("title", refusal.Title);
            json.WriteNumber("status", refusal.Status);
            json.WriteString("detail", refusal.Detail);
            json.WriteString("cause", refusal.Cause.Id);
            json.WriteString("reference", refusal.Reference);
            json.WriteString("instance", prefix + "refusals/" + refusal.Reference);
            json.WriteStartArray("fixes");
            foreach (var fix in refusal.Fixes)
            {
                json.WriteStringValue(fix);
            }

            json.WriteEndArray();
            json.WriteString("next", refusal.Cause.Next.ToName());
            if (refusal.Substatus is { } substatus)
            {
                json.WriteString("substatus", substatus);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
