using Dapper;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Tokens;
using Gatehouse.Storage.Users;

namespace Gatehouse.Storage.SecondFactor;

/// <summary>Second factors and their recovery codes.</summary>
internal sealed class SecondFactorTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    public SecondFactorRecord? Find(long userId) =>
        readers.Read(
            userId,
            static (session, id) =>
            {
                using var rows = session.Connection.ExecuteReader(
                    """
                    SELECT sealed, added_at, last_step, (SELECT COUNT(*) FROM recovery_code WHERE user_id = @id)
                    FROM second_factor WHERE user_id = @id
                    """,
                    new { id }
                );
                return rows.Read()
                    ? new SecondFactorRecord(
                        id,
                        (byte[])rows.GetValue(0),
                        UnixTime.To(rows.GetInt64(1)),
                        rows.GetInt64(2),
                        (int)rows.GetInt64(3)
                    )
                    : null;
            }
        );

    public ValueTask<bool> AddAsync(NewSecondFactor factor, string? butSession, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                var now = timeProvider.GetUtcNow();
                var added = scope.Execute(
                    """
                    INSERT INTO second_factor (user_id, sealed, added_at, last_step)
                    SELECT id, @octets, @at, @LastStep FROM user_account WHERE id = @UserId AND disabled = 0 AND locked = 0
                    ON CONFLICT (user_id) DO NOTHING
                    """,
                    new
                    {
                        factor.UserId,
                        octets = factor.Sealed.ToArray(),
                        at = UnixTime.From(now),
                        factor.LastStep,
                    }
                );
                if (added == 0)
                {
                    return false;
                }

                AddRecoveryCodes(scope, factor.UserId, factor.RecoveryCodes);
                Change(scope, factor.UserId, butSession, now);
                return true;
            },
            cancellationToken
        );

    // A factor that was replaced since it was read has another secret.
    public ValueTask<bool> UseStepAsync(SecondFactorRecord factor, long step, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
                scope.Execute(
                    "UPDATE second_factor SET last_step = @step WHERE user_id = @UserId AND last_step < @step AND sealed = @octets",
                    new
                    {
                        step,
                        factor.UserId,
                        octets = factor.Sealed.ToArray(),
                    }
                ) > 0,
            cancellationToken
        );

    public ValueTask<bool> UseRecoveryCodeAsync(
        long userId,
        ReadOnlyMemory<byte> sha256,
        CancellationToken cancellationToken
    ) =>
        writer.WriteAsync(
            scope =>
                scope.Execute(
                    "DELETE FROM recovery_code WHERE user_id = @userId AND sha256 = @sha256",
                    new { userId, sha256 = sha256.ToArray() }
                ) > 0,
            cancellationToken
        );

    public ValueTask<bool> ReplaceRecoveryCodesAsync(
        long userId,
        IReadOnlyList<byte[]> recoveryCodes,
        CancellationToken cancellationToken
    ) =>
        writer.WriteAsync(
            scope =>
            {
                if (
                    scope.Scalar<long>("SELECT COUNT(*) FROM second_factor WHERE user_id = @userId", new { userId })
                    == 0
                )
                {
                    return false;
                }

                scope.Execute("DELETE FROM recovery_code WHERE user_id = @userId", new { userId });
                AddRecoveryCodes(scope, userId, recoveryCodes);
                return true;
            },
            cancellationToken
        );

    public ValueTask<bool> RemoveAsync(long userId, string? butSession, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                scope.Execute("DELETE FROM recovery_code WHERE user_id = @userId", new { userId });
                if (scope.Execute("DELETE FROM second_factor WHERE user_id = @userId", new { userId }) == 0)
                {
                    return false;
                }

                Change(scope, userId, butSession, timeProvider.GetUtcNow());
                return true;
            },
            cancellationToken
        );

    private static void Change(WriteScope scope, long userId, string? butSession, DateTimeOffset now)
    {
        UserTable.RaiseEpoch(scope, userId);
        SessionTable.EndAllOf(scope, userId, butSession, SessionEnd.FactorChanged, now);
        GrantTable.EndAllOf(scope, userId, GrantEnd.FactorChanged, now);
    }

    private static void AddRecoveryCodes(WriteScope scope, long userId, IReadOnlyList<byte[]> recoveryCodes)
    {
        foreach (var sha256 in recoveryCodes)
        {
            scope.Execute(
                "INSERT INTO recovery_code (user_id, sha256) VALUES (@userId, @sha256)",
                new { userId, sha256 }
            );
        }
    }
}
