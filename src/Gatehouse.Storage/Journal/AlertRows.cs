using System.Text.Json;
using Dapper;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>Alerts as rows.</summary>
internal static class AlertRows
{
    /// <summary>What writes an alert down.</summary>
    public static JournalNote NoteOf(Alert alert) =>
        new(
            "INSERT INTO alert (id, at, body) VALUES (@Id, @at, @body) ON CONFLICT (id) DO NOTHING",
            new
            {
                alert.Id,
                at = UnixTime.From(alert.At),
                body = JsonSerializer.Serialize(alert, StoredJson.Default.Alert),
            }
        );

    /// <summary>The alerts since an instant, oldest first.</summary>
    public static List<Alert> Read(ReadSession session, DateTimeOffset since) =>
        [
            .. session
                .Connection.Query<string>(
                    "SELECT body FROM alert WHERE at >= @since ORDER BY at",
                    new { since = UnixTime.From(since) }
                )
                .Select(body => JsonSerializer.Deserialize(body, StoredJson.Default.Alert)!),
        ];
}
