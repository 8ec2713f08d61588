using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Gateway.Endpoints;

/// <summary>A cause as JSON, for programs: what outsiders may know of it.</summary>
internal static class CauseDocument
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Cause cause, string language)
    {
        var text = CauseTexts.For(cause, language);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("cause", cause.Id);
            json.WriteString("title", text.Title);
            json.WriteString("detail", text.DetailPlain);
            json.WriteNumber("status", cause.Status);
            json.WriteString("next", cause.Next.ToName());
            json.WriteStartArray("fixes");
            foreach (var fix in text.Fixes(Party.Caller))
            {
                json.WriteStringValue(fix);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
