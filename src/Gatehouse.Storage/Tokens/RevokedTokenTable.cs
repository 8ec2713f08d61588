using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Tokens;

/// <summary>JWTs that are refused before their time.</summary>
internal sealed class RevokedTokenTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    private const string ByHash = "SELECT revoked_at FROM revoked_token WHERE sha256 = @key";

    public DateTimeOffset? Find(ReadOnlyMemory<byte> signingInputHash) =>
        readers.Read(
            signingInputHash.ToArray(),
            static (session, key) =>
                session.Prepared(ByHash, key).ExecuteScalar() is long at ? UnixTime.To(at) : default(DateTimeOffset?)
        );

    public async ValueTask AddAsync(
        ReadOnlyMemory<byte> signingInputHash,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    ) =>
        await writer.WriteAsync(
            scope =>
            {
                var added = scope.Execute(
                    """
                    INSERT INTO revoked_token (sha256, revoked_at, expires_at) VALUES (@hash, @now, @end)
                    ON CONFLICT (sha256) DO NOTHING
                    """,
                    new
                    {
                        hash = signingInputHash.ToArray(),
                        now = UnixTime.From(timeProvider.GetUtcNow()),
                        end = UnixTime.From(expiresAt),
                    }
                );
                return added > 0 ? scope.RaiseWord() : 0;
            },
            cancellationToken
        );
}
