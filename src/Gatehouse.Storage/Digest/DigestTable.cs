using System.Data;
using Dapper;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Digest;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Users;

namespace Gatehouse.Storage.Digest;

/// <summary>What Digest needs of users, for those for whom it is switched on.</summary>
internal sealed class DigestTable(ReadPool readers, Writer writer)
{
    private const string ByName = UserRows.Select + " WHERE u.name = @key ORDER BY r.position";
    private const string ById = UserRows.Select + " WHERE u.id = @key ORDER BY r.position";
    private const string Secrets =
        "SELECT realm, algorithm, secret FROM digest_secret WHERE user_id = @key ORDER BY 1, 2";
    private const string Owner = "SELECT user_id, realm, algorithm FROM digest_secret WHERE user_hash = @key";

    // No user has this number: where there is nobody, as much is looked up as where there is somebody.
    private const long Nobody = -1;

    public DigestUser? Find(string name, string realm, DigestHash hash) =>
        readers.Read(
            (name, realm, hash),
            static (session, asked) => Find(session, ByName, asked.name, asked.realm, asked.hash)
        );

    public DigestUser? Find(ReadOnlyMemory<byte> userHash, string realm, DigestHash hash) =>
        readers.Read(
            (userHash: userHash.ToArray(), realm, hash),
            static (session, asked) =>
            {
                var owner = OwnerOf(session, asked.userHash, asked.realm, asked.hash);
                return Find(session, ById, owner, asked.realm, asked.hash);
            }
        );

    public IReadOnlyList<DigestSpace> ListSpaces(long userId) =>
        readers.Read(userId, static (session, id) => Spaces(Read(session, id)));

    public IReadOnlyList<string> ListUnfit(DigestSpace space) =>
        readers.Read(
            space,
            static (session, asked) =>
                session
                    .Connection.Query<string>(
                        """
                        SELECT name FROM user_account u WHERE digest = 1 AND @due > (
                          SELECT COUNT(*) FROM digest_secret s
                          WHERE s.user_id = u.id AND s.realm = @Realm AND s.algorithm IN @algorithms)
                        ORDER BY name
                        """,
                        new
                        {
                            due = asked.Hashes.Count,
                            asked.Realm,
                            algorithms = asked.Hashes.Select(NameOf),
                        }
                    )
                    .AsList()
        );

    public DigestSpace? FindSpace() =>
        readers.Read(
            0,
            static (session, _) =>
            {
                using var rows = session.Connection.ExecuteReader(
                    "SELECT realm, algorithm FROM digest_offer ORDER BY 2"
                );
                List<(string, DigestHash)> offered = [];
                while (rows.Read())
                {
                    if (HashOf(rows.GetString(1)) is { } hash)
                    {
                        offered.Add((rows.GetString(0), hash));
                    }
                }

                return offered.Count == 0
                    ? null
                    : new DigestSpace(offered[0].Item1, [.. offered.Select(each => each.Item2)]);
            }
        );

    public async ValueTask NoteSpaceAsync(DigestSpace space, CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            scope =>
            {
                scope.Execute("DELETE FROM digest_offer");
                foreach (var hash in space.Hashes)
                {
                    scope.Execute(
                        "INSERT INTO digest_offer (realm, algorithm) VALUES (@realm, @algorithm)",
                        new { realm = StoredText.Exact(space.Realm), algorithm = NameOf(hash) }
                    );
                }

                return true;
            },
            cancellationToken
        );

    public ValueTask<bool> SetAsync(
        string name,
        string passwordHash,
        IReadOnlyList<DigestSecret> secrets,
        CancellationToken cancellationToken
    ) =>
        writer.WriteAsync(
            scope =>
            {
                var id = scope.Scalar<long?>(
                    "UPDATE user_account SET digest = 1 WHERE name = @name AND password_hash = @passwordHash RETURNING id",
                    new { name, passwordHash }
                );
                if (id is { } found)
                {
                    KeepInStep(scope, found, secrets);
                }

                return id is not null;
            },
            cancellationToken
        );

    public ValueTask<bool> RemoveAsync(string name, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                var id = scope.Scalar<long?>(
                    "UPDATE user_account SET digest = 0 WHERE name = @name RETURNING id",
                    new { name }
                );
                if (id is { } found)
                {
                    KeepInStep(scope, found, []);
                }

                return id is not null;
            },
            cancellationToken
        );

    /// <summary>
    /// Removes what was kept of the password before, and keeps what is made of the new one where Digest is switched on for
    /// the user.
    /// </summary>
    public static void KeepInStep(WriteScope scope, long userId, IReadOnlyList<DigestSecret> secrets)
    {
        scope.Execute("DELETE FROM digest_secret WHERE user_id = @userId", new { userId });
        foreach (var secret in secrets)
        {
            scope.Execute(
                """
                INSERT INTO digest_secret (user_id, realm, algorithm, user_hash, secret)
                SELECT id, @realm, @algorithm, @userHash, @secret FROM user_account WHERE id = @userId AND digest = 1
                """,
                new
                {
                    userId,
                    realm = StoredText.Exact(secret.Realm),
                    algorithm = NameOf(secret.Hash),
                    userHash = secret.UserHash.ToArray(),
                    secret = secret.Secret.ToArray(),
                }
            );
        }
    }

    private static DigestUser? Find(ReadSession session, string sql, object key, string realm, DigestHash hash)
    {
        List<UserRecord> users;
        using (var rows = session.Prepared(sql, key).ExecuteReader())
        {
            users = UserRows.Read(rows);
        }

        var secrets = Read(session, users.Count == 0 ? Nobody : users[0].Id);
        if (users.Count == 0)
        {
            return null;
        }

        var fitting = secrets.Find(secret => secret.Hash == hash && secret.Realm == realm);
        return fitting is null
            ? new DigestUser(users[0], Secret: null, users[0].Digest ? Spaces(secrets) : null)
            : new DigestUser(users[0], fitting.Secret);
    }

    private static long OwnerOf(ReadSession session, byte[] userHash, string realm, DigestHash hash)
    {
        using IDataReader rows = session.Prepared(Owner, userHash).ExecuteReader();
        while (rows.Read())
        {
            if (rows.GetString(1) == realm && HashOf(rows.GetString(2)) == hash)
            {
                return rows.GetInt64(0);
            }
        }

        return Nobody;
    }

    private static List<DigestSecret> Read(ReadSession session, long userId)
    {
        List<DigestSecret> secrets = [];
        using IDataReader rows = session.Prepared(Secrets, userId).ExecuteReader();
        while (rows.Read())
        {
            if (HashOf(rows.GetString(1)) is { } hash)
            {
                secrets.Add(new DigestSecret(rows.GetString(0), hash, default, (byte[])rows.GetValue(2)));
            }
        }

        return secrets;
    }

    private static List<DigestSpace> Spaces(List<DigestSecret> secrets) =>
        [
            .. secrets
                .GroupBy(secret => secret.Realm, StringComparer.Ordinal)
                .Select(realm => new DigestSpace(realm.Key, [.. realm.Select(secret => secret.Hash)])),
        ];

    private static string NameOf(DigestHash hash) => new DigestAlgorithm(hash).Name;

    private static DigestHash? HashOf(string name) =>
        DigestAlgorithm.TryParse(name, out var algorithm) ? algorithm.Hash : null;
}
