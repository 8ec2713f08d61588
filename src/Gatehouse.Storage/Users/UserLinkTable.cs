using Dapper;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Users;

/// <summary>Who people are at providers.</summary>
internal sealed class UserLinkTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    public long? Find(string issuer, string subject) =>
        readers.Read(
            (issuer, subject),
            static (session, key) =>
                session.Connection.ExecuteScalar<long?>(
                    "SELECT user_id FROM user_link WHERE issuer = @issuer AND subject = @subject",
                    new { key.issuer, key.subject }
                )
        );

    public ValueTask<bool> AddAsync(string issuer, string subject, long userId, CancellationToken cancellationToken) =>
        writer.WriteAsync(scope => Insert(scope, issuer, subject, userId, timeProvider.GetUtcNow()), cancellationToken);

    /// <summary>Whether this person of the issuer is linked.</summary>
    public static bool Exists(WriteScope scope, string issuer, string subject) =>
        scope.Scalar<long>(
            "SELECT COUNT(*) FROM user_link WHERE issuer = @issuer AND subject = @subject",
            new { issuer, subject }
        ) > 0;

    /// <summary>Links; false where this person of the issuer is linked already.</summary>
    public static bool Insert(WriteScope scope, string issuer, string subject, long userId, DateTimeOffset now) =>
        scope.Execute(
            """
            INSERT INTO user_link (issuer, subject, user_id, linked_at) VALUES (@issuer, @subject, @userId, @now)
            ON CONFLICT (issuer, subject) DO NOTHING
            """,
            new
            {
                issuer = StoredText.Exact(issuer),
                subject = StoredText.Exact(subject),
                userId,
                now = UnixTime.From(now),
            }
        ) > 0;
}
