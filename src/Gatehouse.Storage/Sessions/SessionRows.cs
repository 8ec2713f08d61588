using System.Data;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Sessions;

/// <summary>Rows of sessions joined with their owners as records.</summary>
internal static class SessionRows
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Select = """
        SELECT s.id, s.user_id, u.name, s.started_at, s.authenticated_at, s.last_used_at, s.ended_at, s.ended_by,
               s.address, s.browser, s.provider, s.subject, s.provider_session, s.sealed, s.roles,
               s.methods, s.acr
        FROM user_session s JOIN user_account u ON u.id = s.user_id
        """;

    /// <summary>Every session in the rows.</summary>
    public static List<SessionRecord> Read(IDataReader rows)
    {
        List<SessionRecord> sessions = [];
        while (rows.Read())
        {
            sessions.Add(
                new()
                {
                    Id = rows.GetString(0),
                    UserId = rows.GetInt64(1),
                    UserName = rows.GetString(2),
                    StartedAt = UnixTime.To(rows.GetInt64(3)),
                    AuthenticatedAt = UnixTime.To(rows.GetInt64(4)),
                    LastUsedAt = UnixTime.To(rows.GetInt64(5)),
                    EndedAt = rows.IsDBNull(6) ? null : UnixTime.To(rows.GetInt64(6)),
                    EndedBy = rows.IsDBNull(7) ? null : SessionEnds.Parse(rows.GetString(7)),
                    Address = rows.GetString(8),
                    Browser = rows.GetString(9),
                    Provider = Text(rows, 10),
                    Subject = Text(rows, 11),
                    ProviderSession = Text(rows, 12),
                    Sealed = rows.IsDBNull(13) ? default(ReadOnlyMemory<byte>?) : (byte[])rows.GetValue(13),
                    Roles = rows.IsDBNull(14) ? null : StoredText.FromJson(rows.GetString(14)),
                    Methods = rows.IsDBNull(15) ? [] : StoredText.FromJson(rows.GetString(15)),
                    Acr = Text(rows, 16),
                }
            );
        }

        return sessions;
    }

    private static string? Text(IDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
