using Gatehouse.Decisions.Guessing;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Guessing;

/// <summary>Browsers that have signed users in.</summary>
internal sealed class KnownDeviceTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    private const string Columns = "id, user_id, browser, first_at, last_at";

    public KnownDevice? Find(ReadOnlyMemory<byte> sha256)
    {
        var device = readers.Read(
            sha256.ToArray(),
            static (session, key) =>
            {
                using var rows = session
                    .Prepared($"SELECT {Columns} FROM known_device WHERE sha256 = @key", key)
                    .ExecuteReader();
                return rows.Read() ? GuessRows.Device(rows) : null;
            }
        );
        return device is not null && device.LastAt > timeProvider.GetUtcNow() - KnownDevice.Lifetime ? device : null;
    }

    public IReadOnlyList<KnownDevice> List(long userId)
    {
        var since = timeProvider.GetUtcNow() - KnownDevice.Lifetime;
        var devices = readers.Read(
            userId,
            static (session, key) =>
            {
                using var rows = session
                    .Prepared($"SELECT {Columns} FROM known_device WHERE user_id = @key ORDER BY last_at DESC, id", key)
                    .ExecuteReader();
                return GuessRows.All(rows, GuessRows.Device);
            }
        );
        return [.. devices.Where(device => device.LastAt > since)];
    }

    public async ValueTask AddAsync(
        long userId,
        ReadOnlyMemory<byte> sha256,
        ReadOnlyMemory<byte> replaces,
        string browser,
        CancellationToken cancellationToken
    ) =>
        await writer.WriteAsync(
            scope =>
            {
                var now = UnixTime.From(timeProvider.GetUtcNow());
                var replaced = new { userId, hash = replaces.ToArray() };
                var first = scope.Scalar<long?>(
                    "SELECT first_at FROM known_device WHERE sha256 = @hash AND user_id = @userId",
                    replaced
                );
                scope.Execute("DELETE FROM known_device WHERE sha256 = @hash AND user_id = @userId", replaced);
                scope.Execute(
                    """
                    INSERT INTO known_device (id, sha256, user_id, browser, first_at, last_at)
                    SELECT @id, @hash, @userId, @browser, @first, @now
                    WHERE EXISTS (SELECT 1 FROM user_account WHERE id = @userId)
                    """,
                    new
                    {
                        id = DeviceCookie.CreateId(),
                        hash = sha256.ToArray(),
                        userId,
                        browser = StoredText.Exact(browser),
                        first = first ?? now,
                        now,
                    }
                );
                scope.Execute(
                    """
                    DELETE FROM known_device WHERE user_id = @userId AND id IN
                      (SELECT id FROM known_device WHERE user_id = @userId ORDER BY last_at DESC LIMIT -1 OFFSET @most)
                    """,
                    new { userId, most = KnownDevice.MostOfUser }
                );
                return 0;
            },
            cancellationToken
        );

    public async ValueTask<bool> ForgetAsync(long userId, string id, CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            scope =>
                scope.Execute("DELETE FROM known_device WHERE id = @id AND user_id = @userId", new { id, userId }) > 0,
            cancellationToken
        );

    public async ValueTask<int> ForgetAllAsync(long userId, CancellationToken cancellationToken) =>
        await writer.WriteAsync(scope => ForgetAllOf(scope, userId), cancellationToken);

    /// <summary>Forgets every device of a user.</summary>
    public static int ForgetAllOf(WriteScope scope, long userId) =>
        scope.Execute("DELETE FROM known_device WHERE user_id = @userId", new { userId });
}
