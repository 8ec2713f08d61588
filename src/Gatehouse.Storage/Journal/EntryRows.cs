using System.Data;
using System.Text.Json;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>Entries as rows and back.</summary>
internal static class EntryRows
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Select = """
        SELECT sequence, client, reference, cause, status, at, node, method, host, target, route, user_name,
               credential_tag, scheme, user_agent, trail, cured_at, cured_by
        FROM refusal
        """;

    /// <summary>The place of the client's address in <see cref="Select"/>.</summary>
    public const int Client = 1;

    /// <summary>The statement that keeps one entry; a reference that is kept already stays as it is.</summary>
    public const string Insert = """
        INSERT INTO refusal (client, reference, cause, method, host, target, route, user_name, credential_tag, scheme,
                             user_agent, trail, status, at, node)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (reference) DO NOTHING
        """;

    /// <summary>So many texts come first in <see cref="Insert"/>, before status, moment and node.</summary>
    public const int TextColumns = 12;

    /// <summary>The entry of the present row, or null where this program does not know its cause.</summary>
    public static StoredJournalEntry? Read(IDataReader row)
    {
        if (Causes.Find(row.GetString(3)) is not { } cause)
        {
            return null;
        }

        JournalEntry entry = new()
        {
            Client = Text(row, Client),
            Reference = row.GetString(2),
            Cause = cause,
            Status = row.GetInt32(4),
            At = UnixTime.To(row.GetInt64(5)),
            Node = row.GetInt32(6),
            Method = row.GetString(7),
            Host = Text(row, 8),
            Target = row.GetString(9),
            Route = Text(row, 10),
            User = Text(row, 11),
            CredentialTag = Text(row, 12),
            Scheme = Text(row, 13),
            UserAgent = Text(row, 14),
            Trail = JsonSerializer.Deserialize(row.GetString(15), StoredJson.Default.IReadOnlyListJournalStep) ?? [],
            CuredAt = row.IsDBNull(16) ? null : UnixTime.To(row.GetInt64(16)),
            CuredBy = Text(row, 17) is { } change ? CureChanges.Find(change) : null,
        };
        return new(row.GetInt64(0), entry);
    }

    private static string? Text(IDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
