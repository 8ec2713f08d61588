using System.Data;
using Gatehouse.Decisions.Users;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Users;

/// <summary>Rows of users joined with their roles, one row a role, as records.</summary>
internal static class UserRows
{
    /// <summary>The columns that <see cref="Read"/> reads; rows of one user must stand together, in the order of roles.</summary>
    public const string Select = """
        SELECT u.id, u.name, u.email, u.password_hash, u.must_change, u.disabled, u.locked, u.epoch, u.created_at, u.digest, r.role
        FROM user_account u LEFT JOIN user_role r ON r.user_id = u.id
        """;

    private const int Role = 10;

    /// <summary>Every user in the rows.</summary>
    public static List<UserRecord> Read(IDataReader rows)
    {
        List<UserRecord> users = [];
        List<string> roles = [];
        while (rows.Read())
        {
            if (users.Count == 0 || users[^1].Id != rows.GetInt64(0))
            {
                roles = [];
                users.Add(ReadUser(rows, roles));
            }

            if (!rows.IsDBNull(Role))
            {
                roles.Add(rows.GetString(Role));
            }
        }

        return users;
    }

    private static UserRecord ReadUser(IDataReader rows, IReadOnlyList<string> roles) =>
        new()
        {
            Id = rows.GetInt64(0),
            Name = rows.GetString(1),
            Email = rows.IsDBNull(2) ? null : rows.GetString(2),
            PasswordHash = rows.IsDBNull(3) ? null : rows.GetString(3),
            MustChangePassword = rows.GetInt64(4) != 0,
            Disabled = rows.GetInt64(5) != 0,
            Locked = rows.GetInt64(6) != 0,
            Epoch = rows.GetInt64(7),
            CreatedAt = UnixTime.To(rows.GetInt64(8)),
            Digest = rows.GetInt64(9) != 0,
            Roles = roles,
        };
}
