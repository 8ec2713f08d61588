using Gatehouse.Decisions.Passwords;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Users;

/// <summary>One-use links that let a person choose a new password.</summary>
internal sealed class PasswordResetTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    // Who asks again and again fills no mailbox.
    private const int MostOpen = 3;

    public ValueTask<bool> AddAsync(
        ReadOnlyMemory<byte> sha256,
        long userId,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    ) =>
        writer.WriteAsync(
            scope =>
            {
                scope.Execute("DELETE FROM password_reset WHERE expires_at <= @now", new { now = Now() });
                return scope.Execute(
                        """
                        INSERT INTO password_reset (sha256, user_id, expires_at)
                        SELECT @sha256, @userId, @expiresAt
                        WHERE (SELECT COUNT(*) FROM password_reset WHERE user_id = @userId) < @most
                        """,
                        new
                        {
                            sha256 = sha256.ToArray(),
                            userId,
                            expiresAt = UnixTime.From(expiresAt),
                            most = MostOpen,
                        }
                    ) > 0;
            },
            cancellationToken
        );

    public long? Find(ReadOnlyMemory<byte> sha256) =>
        readers.Read(
            (Sha256: sha256.ToArray(), Now: Now()),
            static (session, key) =>
                Dapper.SqlMapper.ExecuteScalar<long?>(
                    session.Connection,
                    "SELECT user_id FROM password_reset WHERE sha256 = @Sha256 AND expires_at > @Now",
                    new { key.Sha256, key.Now }
                )
        );

    public ValueTask<bool> UseAsync(
        ReadOnlyMemory<byte> sha256,
        NewPassword password,
        CancellationToken cancellationToken
    ) =>
        writer.WriteAsync(
            scope =>
            {
                var owner = scope.Scalar<long?>(
                    """
                    DELETE FROM password_reset WHERE sha256 = @sha256 AND expires_at > @now
                      AND user_id IN (SELECT id FROM user_account WHERE disabled = 0 AND locked = 0)
                    RETURNING user_id
                    """,
                    new { sha256 = sha256.ToArray(), now = Now() }
                );
                if (owner is not { } userId)
                {
                    return false;
                }

                UserTable.RaiseEpoch(scope, userId);
                UserTable.SetPassword(
                    scope,
                    userId,
                    password,
                    mustChange: false,
                    butSession: null,
                    timeProvider.GetUtcNow()
                );
                return true;
            },
            cancellationToken
        );

    private long Now() => UnixTime.From(timeProvider.GetUtcNow());
}
