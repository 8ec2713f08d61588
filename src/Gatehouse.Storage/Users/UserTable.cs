using Dapper;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Decisions.Users;
using Gatehouse.Storage.Digest;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Tokens;

namespace Gatehouse.Storage.Users;

/// <summary>Users and their roles.</summary>
internal sealed class UserTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    private const string ByName = UserRows.Select + " WHERE u.name = @key ORDER BY r.position";
    private const string ById = UserRows.Select + " WHERE u.id = @key ORDER BY r.position";
    private const string Everyone = UserRows.Select + " ORDER BY u.name, r.position";

    public UserRecord? Find(string name) => readers.Read(name, static (session, key) => FindOne(session, ByName, key));

    public UserRecord? Find(long id) => readers.Read(id, static (session, key) => FindOne(session, ById, key));

    public IReadOnlyList<UserRecord> List() =>
        readers.Read(
            0,
            static (session, _) =>
            {
                using var rows = session.Connection.ExecuteReader(Everyone);
                return UserRows.Read(rows);
            }
        );

    public ValueTask<bool> AddAsync(NewUser user, CancellationToken cancellationToken) =>
        writer.WriteAsync(scope => Insert(scope, user) is not null, cancellationToken);

    public ValueTask<bool> AddAsync(NewUser user, string issuer, string subject, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                if (UserLinkTable.Exists(scope, issuer, subject) || Insert(scope, user) is not { } id)
                {
                    return false;
                }

                UserLinkTable.Insert(scope, issuer, subject, id, timeProvider.GetUtcNow());
                return true;
            },
            cancellationToken
        );

    private long? Insert(WriteScope scope, NewUser user)
    {
        var id = scope.Scalar<long?>(
            """
            INSERT INTO user_account (name, email, password_hash, must_change, disabled, locked, digest, epoch, created_at)
            VALUES (@name, @email, @PasswordHash, @mustChange, 0, 0, @digest, (SELECT word FROM revocation WHERE id = 1), @at)
            ON CONFLICT (name) DO NOTHING RETURNING id
            """,
            new
            {
                name = StoredText.Exact(user.Name),
                email = user.Email is null ? null : StoredText.Exact(user.Email),
                user.PasswordHash,
                mustChange = user.MustChangePassword ? 1 : 0,
                digest = user.DigestSecrets is null ? 0 : 1,
                at = UnixTime.From(timeProvider.GetUtcNow()),
            }
        );
        if (id is { } added)
        {
            AddRoles(scope, added, user.Roles);
            DigestTable.KeepInStep(scope, added, user.DigestSecrets ?? []);
        }

        return id;
    }

    public ValueTask<bool> RehashAsync(long id, string oldHash, string newHash, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
                scope.Execute(
                    "UPDATE user_account SET password_hash = @newHash WHERE id = @id AND password_hash = @oldHash",
                    new
                    {
                        id,
                        oldHash,
                        newHash,
                    }
                ) > 0,
            cancellationToken
        );

    public ValueTask<bool> SetPasswordAsync(
        string name,
        NewPassword password,
        bool mustChange,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            name,
            (scope, id) => SetPassword(scope, id, password, mustChange, butSession: null, timeProvider.GetUtcNow()),
            cancellationToken
        );

    public ValueTask<bool> ChangePasswordAsync(
        long id,
        string? oldHash,
        NewPassword newPassword,
        string? butSession,
        CancellationToken cancellationToken
    ) =>
        writer.WriteAsync(
            scope =>
            {
                var same = scope.Scalar<long>(
                    """
                    SELECT COUNT(*) FROM user_account
                    WHERE id = @id AND disabled = 0 AND locked = 0 AND password_hash = @oldHash
                    """,
                    new { id, oldHash }
                );
                if (same == 0)
                {
                    return false;
                }

                RaiseEpoch(scope, id);
                SetPassword(scope, id, newPassword, mustChange: false, butSession, timeProvider.GetUtcNow());
                return true;
            },
            cancellationToken
        );

    public ValueTask<bool> SetRolesAsync(
        string name,
        IReadOnlyList<string> roles,
        CancellationToken cancellationToken
    ) =>
        ChangeAsync(
            name,
            (scope, id) =>
            {
                scope.Execute("DELETE FROM user_role WHERE user_id = @id", new { id });
                AddRoles(scope, id, roles);
            },
            cancellationToken
        );

    public ValueTask<bool> SetDisabledAsync(string name, bool disabled, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            (scope, id) =>
            {
                scope.Execute(
                    "UPDATE user_account SET disabled = @disabled WHERE id = @id",
                    new { id, disabled = disabled ? 1 : 0 }
                );
                Close(scope, id, disabled);
            },
            cancellationToken
        );

    public ValueTask<bool> SetLockedAsync(string name, bool locked, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            (scope, id) =>
            {
                scope.Execute(
                    "UPDATE user_account SET locked = @locked WHERE id = @id",
                    new { id, locked = locked ? 1 : 0 }
                );
                Close(scope, id, locked);
            },
            cancellationToken
        );

    public ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            (scope, id) => scope.Execute("DELETE FROM user_account WHERE id = @id", new { id }),
            cancellationToken
        );

    /// <summary>Sets a password, with what Digest needs of it; the user's sessions, but one, and the links for a new password end with the old one.</summary>
    public static void SetPassword(
        WriteScope scope,
        long id,
        NewPassword password,
        bool mustChange,
        string? butSession,
        DateTimeOffset now
    )
    {
        scope.Execute(
            "UPDATE user_account SET password_hash = @Hash, must_change = @mustChange WHERE id = @id",
            new
            {
                id,
                password.Hash,
                mustChange = mustChange ? 1 : 0,
            }
        );
        scope.Execute("DELETE FROM password_reset WHERE user_id = @id", new { id });
        DigestTable.KeepInStep(scope, id, password.DigestSecrets);
        SessionTable.EndAllOf(scope, id, butSession, SessionEnd.PasswordChanged, now);
        GrantTable.EndAllOf(scope, id, GrantEnd.PasswordChanged, now);
    }

    /// <summary>Voids what is remembered of a user: the epoch becomes the raised word, so that no value ever comes twice.</summary>
    public static void RaiseEpoch(WriteScope scope, long userId) =>
        scope.Execute(
            "UPDATE user_account SET epoch = @epoch WHERE id = @userId",
            new { epoch = scope.RaiseWord(), userId }
        );

    private void Close(WriteScope scope, long id, bool closed)
    {
        if (closed)
        {
            SessionTable.EndAllOf(scope, id, butId: null, SessionEnd.AccountClosed, timeProvider.GetUtcNow());
            GrantTable.EndAllOf(scope, id, GrantEnd.AccountClosed, timeProvider.GetUtcNow());
        }
    }

    private ValueTask<bool> ChangeAsync(
        string name,
        Action<WriteScope, long> change,
        CancellationToken cancellationToken
    ) =>
        writer.WriteAsync(
            scope =>
            {
                if (scope.Scalar<long?>("SELECT id FROM user_account WHERE name = @name", new { name }) is not { } id)
                {
                    return false;
                }

                RaiseEpoch(scope, id);
                change(scope, id);
                return true;
            },
            cancellationToken
        );

    private static UserRecord? FindOne(ReadSession session, string sql, object key)
    {
        using var rows = session.Prepared(sql, key).ExecuteReader();
        var users = UserRows.Read(rows);
        return users.Count == 0 ? null : users[0];
    }

    private static void AddRoles(WriteScope scope, long userId, IReadOnlyList<string> roles)
    {
        var position = 0;
        foreach (var role in roles.Distinct(StringComparer.Ordinal))
        {
            scope.Execute(
                "INSERT INTO user_role (user_id, position, role) VALUES (@userId, @position, @role)",
                new
                {
                    userId,
                    position = position++,
                    role = StoredText.Exact(role),
                }
            );
        }
    }
}
