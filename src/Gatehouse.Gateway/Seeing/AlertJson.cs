using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Decisions.Seeing;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Alerts as a webhook gets them.</summary>
internal static class AlertJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a kind of alert is called.</summary>
    public static string NameOf(AlertKind kind) => kind == AlertKind.SignIns ? "sign-ins" : "refusals";

    /// <summary>What a kind of ending is called.</summary>
    public static string NameOf(EndingKind kind) =>
        kind switch
        {
            EndingKind.Key => "key",
            EndingKind.Certificate => "certificate",
            EndingKind.Authority => "authority",
            EndingKind.ProviderKey => "provider-key",
            _ => "unused-key",
        };

    /// <summary>A warning.</summary>
    public static byte[] Of(EndingWarning warning, string site) =>
        Write(json =>
        {
            json.WriteString("type", "warning");
            json.WriteString("at", warning.At);
            json.WriteString("site", site);
            json.WriteString("kind", NameOf(warning.What.Kind));
            json.WriteString("subject", warning.What.Subject);
            json.WriteString(warning.What.Kind == EndingKind.UnusedKey ? "lastUsed" : "ends", warning.What.At);
            json.WriteNumber("days", warning.Days);
            json.WriteString("summary", warning.Summary);
        });

    /// <summary>An alert.</summary>
    public static byte[] Of(Alert alert, string site) =>
        Write(json =>
        {
            json.WriteString("type", "alert");
            json.WriteString("id", alert.Id);
            json.WriteString("at", alert.At);
            json.WriteString("site", site);
            json.WriteString("kind", NameOf(alert.Kind));
            json.WriteString("summary", alert.Summary);
            json.WriteString("rule", alert.Rule);
            json.WriteNumber("count", alert.Count);
            json.WriteNumber("expected", alert.Expected);
            Shares(json, "causes", alert.Causes);
            Shares(json, "routes", alert.Routes);
            Shares(json, "addresses", alert.Addresses);
        });

    /// <summary>An object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Shares(Utf8JsonWriter json, string name, IReadOnlyList<AlertShare> shares)
    {
        json.WriteStartArray(name);
        foreach (var share in shares)
        {
            json.WriteStartObject();
            json.WriteString("name", share.Name);
            json.WriteNumber("count", share.Count);
            json.WriteNumber("percent", share.Percent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
