using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gatehouse.Gateway.Seeing;

/// <summary>The log: sentences for people, or one JSON object a line.</summary>
internal sealed class ServerLog(Action<string> sink, Func<bool> asJson, TimeProvider time)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether lines are JSON now.</summary>
    public bool IsJson => asJson();

    /// <summary>Writes what happened to the server as a whole.</summary>
    public void Line(string message) => Write("info", "server", message);

    /// <summary>Writes a line; <paramref name="more"/> adds members where lines are JSON.</summary>
    public void Write(string level, string name, string message, Action<Utf8JsonWriter>? more = null) =>
        Raw(asJson() ? Json(level, name, message, more) : message);

    /// <summary>The line as JSON.</summary>
    public string Json(string level, string name, string message, Action<Utf8JsonWriter>? more)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString(
                "time",
                time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            );
            json.WriteString("level", level);
            json.WriteString("event", name);
            json.WriteString("message", message);
            more?.Invoke(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes a line that was made before.</summary>
    public void Raw(string line)
    {
        try
        {
            sink(line);
        }
        catch (IOException)
        {
            // Nobody reads it any more, or its disk is full: what the server does goes on.
        }
    }
}
