using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Writes one object.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes a list of texts; nothing where there are none, as metadata documents want it.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        var begun = false;
        foreach (var text in texts)
        {
            if (!begun)
            {
                json.WriteStartArray(name);
                begun = true;
            }

            json.WriteStringValue(text);
        }

        if (begun)
        {
            json.WriteEndArray();
        }
    }
}
