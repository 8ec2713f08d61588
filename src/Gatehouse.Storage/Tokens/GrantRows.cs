using System.Data;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Tokens;

/// <summary>Rows of grants joined with their givers as records.</summary>
internal static class GrantRows
{
    /// <summary>The columns that <see cref="One"/> reads.</summary>
    public const string Columns = """
        g.id, g.user_id, u.name, g.client_id, g.scopes, g.resource, g.authenticated_at, g.acr, g.methods, g.started_at,
        g.last_used_at, g.expires_at, g.ended_at, g.ended_by, g.roles
        """;

    /// <summary>How many they are: what stands behind them belongs to the query.</summary>
    public const int Count = 15;

    /// <summary>The tables of <see cref="Columns"/>.</summary>
    public const string Tables = "token_grant g JOIN user_account u ON u.id = g.user_id";

    /// <summary>The grant of the row that is being read.</summary>
    public static TokenGrant One(IDataReader rows) =>
        new()
        {
            Id = rows.GetString(0),
            UserId = rows.GetInt64(1),
            UserName = rows.GetString(2),
            ClientId = rows.GetString(3),
            Scopes = StoredText.FromJson(rows.GetString(4)),
            Resource = rows.IsDBNull(5) ? null : rows.GetString(5),
            AuthenticatedAt = UnixTime.To(rows.GetInt64(6)),
            Acr = rows.IsDBNull(7) ? null : rows.GetString(7),
            Methods = rows.IsDBNull(8) ? [] : StoredText.FromJson(rows.GetString(8)),
            StartedAt = UnixTime.To(rows.GetInt64(9)),
            LastUsedAt = UnixTime.To(rows.GetInt64(10)),
            ExpiresAt = UnixTime.To(rows.GetInt64(11)),
            EndedAt = rows.IsDBNull(12) ? null : UnixTime.To(rows.GetInt64(12)),
            EndedBy = rows.IsDBNull(13) ? null : GrantEnds.Parse(rows.GetString(13)),
            Roles = rows.IsDBNull(14) ? null : StoredText.FromJson(rows.GetString(14)),
        };
}
