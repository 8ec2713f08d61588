using Dapper;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Storage.Guessing;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Tokens;
using Gatehouse.Storage.Users;

namespace Gatehouse.Storage.Sessions;

/// <summary>Sessions.</summary>
internal sealed class SessionTable
{
    private const string ByHash = SessionRows.Select + " WHERE s.sha256 = @key";
    private const string ById = SessionRows.Select + " WHERE s.id = @key";
    private const string Open =
        SessionRows.Select
        + " WHERE s.ended_at IS NULL AND (@name IS NULL OR u.name = @name) ORDER BY s.last_used_at DESC, s.number DESC";

    // Another process writes its uses once a minute: what looks idle may not be.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private readonly ReadPool _readers;
    private readonly Writer _writer;
    private readonly TimeProvider _time;
    private readonly LatestUses _uses;

    public SessionTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
    {
        _readers = readers;
        _writer = writer;
        _time = timeProvider;
        _uses = new(NoteUsedAsync);
    }

    public SessionRecord? FindByHash(ReadOnlyMemory<byte> sha256) =>
        WithLatestUse(_readers.Read(sha256.ToArray(), static (session, hash) => FindOne(session, ByHash, hash)));

    public SessionRecord? FindById(string id) =>
        WithLatestUse(_readers.Read(id, static (session, key) => FindOne(session, ById, key)));

    public IReadOnlyList<SessionRecord> List(string? userName)
    {
        var sessions = _readers.Read(
            userName,
            static (session, name) =>
            {
                using var rows = session.Connection.ExecuteReader(Open, new { name });
                return SessionRows.Read(rows);
            }
        );
        return [.. sessions.Select(session => WithLatestUse(session)!)];
    }

    public void NoteUsed(string id, DateTimeOffset at) => _uses.Note(id, at);

    public ValueTask FlushAsync() => _uses.FlushAsync();

    public ValueTask<bool> StartAsync(NewSession session, CancellationToken cancellationToken) =>
        _writer.WriteAsync(
            scope =>
            {
                var now = UnixTime.From(_time.GetUtcNow());

                // The password may have been changed, a second factor added or the account closed after they were judged:
                // that ended every session, and none may begin behind it.
                var begun =
                    scope.Execute(
                        """
                        INSERT INTO user_session (id, sha256, user_id, started_at, authenticated_at, last_used_at, address, browser,
                          provider, subject, provider_session, sealed, roles, methods, acr)
                        SELECT @id, @sha256, id, @startedAt, @authenticatedAt, @now, @address, @browser,
                          @provider, @subject, @providerSession, @sealedOctets, @roles, @methods, @acr
                        FROM user_account WHERE id = @UserId AND disabled = 0 AND locked = 0
                          AND (@PasswordHash IS NULL OR password_hash = @PasswordHash)
                          AND (NOT @AskedForNoFactor OR NOT EXISTS (SELECT 1 FROM second_factor WHERE user_id = @UserId))
                          AND (@continued IS NULL OR EXISTS (SELECT 1 FROM user_session
                            WHERE id = @continued AND user_id = @UserId AND ended_at IS NULL AND sealed IS @expected))
                        """,
                        new
                        {
                            id = StoredText.Exact(session.Id),
                            sha256 = session.Sha256.ToArray(),
                            session.UserId,
                            session.PasswordHash,
                            session.AskedForNoFactor,
                            continued = session.Continues?.Id,
                            expected = session.Continues?.Sealed?.ToArray(),
                            now,
                            startedAt = UnixTime.From(session.Continues?.StartedAt) ?? now,
                            authenticatedAt = UnixTime.From(session.AuthenticatedAt) ?? now,
                            address = StoredText.Exact(session.Address),
                            browser = StoredText.Exact(session.Browser),
                            provider = ExactOrNull(session.Provider),
                            subject = ExactOrNull(session.Subject),
                            providerSession = ExactOrNull(session.ProviderSession),
                            sealedOctets = session.Sealed?.ToArray(),
                            roles = StoredText.ToJson(session.Roles),
                            methods = session.Methods.Count == 0 ? null : StoredText.ToJson(session.Methods),
                            acr = ExactOrNull(session.Acr),
                        }
                    ) > 0;
                if (begun && session.Replaces is { } replaced)
                {
                    End(
                        scope,
                        "sha256 = @sha256",
                        new
                        {
                            sha256 = replaced.ToArray(),
                            now,
                            by = SessionEnd.Replaced.ToName(),
                        }
                    );
                }

                return begun;
            },
            cancellationToken
        );

    public ValueTask<bool> EndAsync(string id, SessionEnd by, CancellationToken cancellationToken) =>
        _writer.WriteAsync(
            scope =>
            {
                var which = new
                {
                    id,
                    now = UnixTime.From(_time.GetUtcNow()),
                    by = by.ToName(),
                };
                if (by == SessionEnd.EndedByProvider)
                {
                    GrantTable.EndOfSessions(scope, "id = @id", which, _time.GetUtcNow());
                }

                return End(scope, "id = @id", which) > 0;
            },
            cancellationToken
        );

    public ValueTask<int> EndAllAsync(long userId, string? butId, SessionEnd by, CancellationToken cancellationToken) =>
        _writer.WriteAsync(scope => EndAllOf(scope, userId, butId, by, _time.GetUtcNow()), cancellationToken);

    public ValueTask<int> EndOfProviderAsync(
        string provider,
        string? subject,
        string? providerSession,
        CancellationToken cancellationToken
    ) =>
        _writer.WriteAsync(
            scope =>
            {
                const string Where = """
                    provider = @provider AND (@subject IS NULL OR subject = @subject)
                      AND (@providerSession IS NULL OR provider_session = @providerSession)
                      AND (@subject IS NOT NULL OR @providerSession IS NOT NULL)
                    """;
                var which = new
                {
                    provider,
                    subject,
                    providerSession,
                    now = UnixTime.From(_time.GetUtcNow()),
                    by = SessionEnd.EndedByProvider.ToName(),
                };

                // What was allowed in a session that has ended by itself goes too.
                GrantTable.EndOfSessions(scope, Where, which, _time.GetUtcNow());
                return End(scope, Where, which);
            },
            cancellationToken
        );

    public ValueTask<bool> RenewAsync(
        string id,
        ReadOnlyMemory<byte> expected,
        ReadOnlyMemory<byte> renewed,
        IReadOnlyList<string>? roles,
        CancellationToken cancellationToken
    ) =>
        _writer.WriteAsync(
            scope =>
            {
                var owner = scope.Scalar<long?>(
                    """
                    UPDATE user_session SET sealed = @renewed, roles = @roles
                    WHERE id = @id AND ended_at IS NULL AND sealed = @expected RETURNING user_id
                    """,
                    new
                    {
                        id,
                        expected = expected.ToArray(),
                        renewed = renewed.ToArray(),
                        roles = StoredText.ToJson(roles),
                    }
                );
                if (owner is not { } userId)
                {
                    return false;
                }

                // Roles may have been taken away.
                UserTable.RaiseEpoch(scope, userId);
                return true;
            },
            cancellationToken
        );

    public async ValueTask SweepAsync(SessionRules rules, TimeSpan keep, CancellationToken cancellationToken)
    {
        await _uses.FlushAsync();
        await _writer.WriteAsync(
            scope =>
            {
                var now = _time.GetUtcNow();
                var parameters = new
                {
                    idle = (long)rules.Idle.TotalMicroseconds,
                    absolute = (long)rules.Absolute.TotalMicroseconds,
                    before = UnixTime.From(now - Grace),
                    drop = UnixTime.From(now - keep),
                };

                // Whichever limit came first. No word is raised: a session past its end opens nothing as it is.
                scope.Execute(
                    """
                    UPDATE user_session SET
                      ended_at = CASE WHEN started_at + @absolute <= last_used_at + @idle
                        THEN started_at + @absolute ELSE last_used_at + @idle END,
                      ended_by = CASE WHEN started_at + @absolute <= last_used_at + @idle THEN 'absolute' ELSE 'idle' END
                    WHERE ended_at IS NULL AND (started_at + @absolute <= @before OR last_used_at + @idle <= @before)
                    """,
                    parameters
                );
                return scope.Execute("DELETE FROM user_session WHERE ended_at < @drop", parameters);
            },
            cancellationToken
        );
    }

    public IReadOnlyList<SessionLifetimes> Lifetimes(DateTimeOffset since) =>
        _readers.Read(
            UnixTime.From(since),
            static (session, instant) =>
            {
                List<SessionLifetimes> found = [];
                using var rows = session.Connection.ExecuteReader(
                    """
                    SELECT ended_by, COUNT(*), MIN(ended_at - started_at), CAST(AVG(ended_at - started_at) AS INTEGER),
                           MAX(ended_at - started_at)
                    FROM user_session WHERE ended_at >= @instant GROUP BY ended_by ORDER BY COUNT(*) DESC, ended_by
                    """,
                    new { instant }
                );
                while (rows.Read())
                {
                    found.Add(
                        new(
                            SessionEnds.Parse(rows.GetString(0)),
                            rows.GetInt64(1),
                            Lasted(rows.GetInt64(2)),
                            Lasted(rows.GetInt64(3)),
                            Lasted(rows.GetInt64(4))
                        )
                    );
                }

                return found;
            }
        );

    /// <summary>
    /// Ends every open session of a user's but one, and voids what is remembered of them. The devices that have signed the
    /// user in are known no more, unless it is all for a second factor.
    /// </summary>
    public static int EndAllOf(WriteScope scope, long userId, string? butId, SessionEnd by, DateTimeOffset now)
    {
        if (by != SessionEnd.FactorChanged)
        {
            KnownDeviceTable.ForgetAllOf(scope, userId);
        }

        return End(
            scope,
            "user_id = @userId AND (@butId IS NULL OR id <> @butId)",
            new
            {
                userId,
                butId,
                now = UnixTime.From(now),
                by = by.ToName(),
            }
        );
    }

    private static int End(WriteScope scope, string where, object parameters)
    {
        List<long> owners = [];
        using (
            var rows = scope.Query(
                $"UPDATE user_session SET ended_at = @now, ended_by = @by WHERE ended_at IS NULL AND {where} RETURNING user_id",
                parameters
            )
        )
        {
            while (rows.Read())
            {
                owners.Add(rows.GetInt64(0));
            }
        }

        foreach (var owner in owners.Distinct())
        {
            UserTable.RaiseEpoch(scope, owner);
        }

        return owners.Count;
    }

    private static TimeSpan Lasted(long microseconds) => TimeSpan.FromMicroseconds(microseconds);

    private static SessionRecord? FindOne(ReadSession session, string sql, object key)
    {
        using var rows = session.Prepared(sql, key).ExecuteReader();
        var sessions = SessionRows.Read(rows);
        return sessions.Count == 0 ? null : sessions[0];
    }

    private static string? ExactOrNull(string? text) => text is null ? null : StoredText.Exact(text);

    private SessionRecord? WithLatestUse(SessionRecord? session) =>
        session is not null && _uses.Find(session.Id) is { } used && used > session.LastUsedAt
            ? session with
            {
                LastUsedAt = used,
            }
            : session;

    private async ValueTask NoteUsedAsync(
        IReadOnlyList<KeyValuePair<string, long>> uses,
        CancellationToken cancellationToken
    ) =>
        await _writer.WriteAsync(
            scope =>
                scope.Execute(
                    "UPDATE user_session SET last_used_at = @Value WHERE id = @Key AND last_used_at < @Value",
                    uses
                ),
            cancellationToken
        );
}
