using Dapper;
using Gatehouse.Decisions.Keys;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Users;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Keys;

/// <summary>API keys.</summary>
internal sealed class KeyTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    private const string ByHash = KeyRows.Select + " WHERE k.sha256 = @key";
    private const string ById = KeyRows.Select + " WHERE k.id = @key";
    private const string NewestFirst = KeyRows.Select + " WHERE @name IS NULL OR u.name = @name ORDER BY k.number DESC";

    public KeyRecord? FindByHash(ReadOnlyMemory<byte> sha256) =>
        readers.Read(sha256.ToArray(), static (session, hash) => FindOne(session, ByHash, hash));

    public KeyRecord? FindById(string id) => readers.Read(id, static (session, key) => FindOne(session, ById, key));

    public IReadOnlyList<KeyRecord> List(string? userName) =>
        readers.Read(
            userName,
            static (session, name) =>
            {
                using var rows = session.Connection.ExecuteReader(NewestFirst, new { name });
                return KeyRows.Read(rows);
            }
        );

    public ValueTask<bool> AddAsync(NewKey key, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                if (
                    scope.Scalar<long?>("SELECT id FROM user_account WHERE name = @UserName", new { key.UserName })
                    is not { } userId
                )
                {
                    return false;
                }

                Insert(scope, key, userId);
                return true;
            },
            cancellationToken
        );

    public ValueTask<bool> RotateAsync(
        string id,
        NewKey successor,
        DateTimeOffset oldEndsAt,
        CancellationToken cancellationToken
    ) =>
        writer.WriteAsync(
            scope =>
            {
                // A rotated key is not rotated again, nor a revoked one brought back by its successor.
                var userId = scope.Scalar<long?>(
                    """
                    UPDATE api_key SET rotated_to = @successorId,
                      expires_at = CASE WHEN expires_at < @endsAt THEN expires_at ELSE @endsAt END
                    WHERE id = @id AND revoked_at IS NULL AND rotated_to IS NULL
                      AND user_id = (SELECT u.id FROM user_account u WHERE u.name = @UserName)
                    RETURNING user_id
                    """,
                    new
                    {
                        id,
                        successorId = successor.Id,
                        endsAt = UnixTime.From(oldEndsAt),
                        successor.UserName,
                    }
                );
                if (userId is not { } owner)
                {
                    return false;
                }

                Insert(scope, successor, owner);
                UserTable.RaiseEpoch(scope, owner);
                return true;
            },
            cancellationToken
        );

    public ValueTask<bool> RevokeAsync(string id, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                var owner = scope.Scalar<long?>(
                    """
                    UPDATE api_key SET revoked_at = CASE WHEN revoked_at IS NULL THEN @at ELSE revoked_at END
                    WHERE id = @id RETURNING user_id
                    """,
                    new { id, at = UnixTime.From(timeProvider.GetUtcNow()) }
                );
                if (owner is not { } userId)
                {
                    return false;
                }

                UserTable.RaiseEpoch(scope, userId);
                return true;
            },
            cancellationToken
        );

    /// <summary>Keeps when keys were last used; an earlier instant never replaces a later one.</summary>
    public async ValueTask NoteUsedAsync(
        IReadOnlyList<KeyValuePair<string, long>> uses,
        CancellationToken cancellationToken
    ) =>
        await writer.WriteAsync(
            scope =>
                scope.Execute(
                    """
                    UPDATE api_key SET last_used_at = @Value
                    WHERE id = @Key AND (last_used_at IS NULL OR last_used_at < @Value)
                    """,
                    uses
                ),
            cancellationToken
        );

    private static KeyRecord? FindOne(ReadSession session, string sql, object key)
    {
        using var rows = session.Prepared(sql, key).ExecuteReader();
        var keys = KeyRows.Read(rows);
        return keys.Count == 0 ? null : keys[0];
    }

    private void Insert(WriteScope scope, NewKey key, long userId)
    {
        try
        {
            scope.Execute(
                """
                INSERT INTO api_key (id, sha256, user_id, name, scopes, networks, created_at, expires_at)
                VALUES (@id, @sha256, @userId, @name, @scopes, @networks, @at, @expiresAt)
                """,
                new
                {
                    id = StoredText.Exact(key.Id),
                    sha256 = key.Sha256.ToArray(),
                    userId,
                    name = StoredText.Exact(key.Name),
                    scopes = StoredText.ToJson(key.Scopes),
                    networks = StoredText.ToJson(key.From),
                    at = UnixTime.From(timeProvider.GetUtcNow()),
                    expiresAt = UnixTime.From(key.ExpiresAt),
                }
            );
        }
        catch (SqliteException exception) when (SqliteFaults.IsConstraint(exception))
        {
            throw new ArgumentException("A key with this id or this hash is kept already.", nameof(key), exception);
        }
    }
}
