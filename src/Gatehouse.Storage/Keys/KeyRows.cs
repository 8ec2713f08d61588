using System.Data;
using Gatehouse.Decisions.Keys;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Keys;

/// <summary>Rows of keys joined with their owners as records.</summary>
internal static class KeyRows
{
    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Select = """
        SELECT k.id, k.user_id, u.name, k.name, k.scopes, k.networks, k.created_at, k.expires_at, k.revoked_at,
               k.last_used_at, k.rotated_to, u.epoch
        FROM api_key k JOIN user_account u ON u.id = k.user_id
        """;

    /// <summary>Every key in the rows.</summary>
    public static List<KeyRecord> Read(IDataReader rows)
    {
        List<KeyRecord> keys = [];
        while (rows.Read())
        {
            keys.Add(
                new()
                {
                    Id = rows.GetString(0),
                    UserId = rows.GetInt64(1),
                    UserName = rows.GetString(2),
                    Name = rows.GetString(3),
                    Scopes = rows.IsDBNull(4) ? null : StoredText.FromJson(rows.GetString(4)),
                    From = StoredText.FromJson(rows.GetString(5)),
                    CreatedAt = UnixTime.To(rows.GetInt64(6)),
                    ExpiresAt = Instant(rows, 7),
                    RevokedAt = Instant(rows, 8),
                    LastUsedAt = Instant(rows, 9),
                    RotatedTo = rows.IsDBNull(10) ? null : rows.GetString(10),
                    Epoch = rows.GetInt64(11),
                }
            );
        }

        return keys;
    }

    private static DateTimeOffset? Instant(IDataReader rows, int column) =>
        rows.IsDBNull(column) ? null : UnixTime.To(rows.GetInt64(column));
}
