using Dapper;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Users;

namespace Gatehouse.Storage.Tokens;

/// <summary>Grants, their codes and their refresh tokens.</summary>
internal sealed class GrantTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    private const string ById = $"SELECT {GrantRows.Columns} FROM {GrantRows.Tables} WHERE g.id = @key";

    private const string ByRefreshToken =
        $"SELECT {GrantRows.Columns} FROM {GrantRows.Tables} JOIN refresh_token t ON t.grant_number = g.number WHERE t.sha256 = @key";

    private const string Open = $"""
        SELECT {GrantRows.Columns} FROM {GrantRows.Tables}
        WHERE g.ended_at IS NULL AND g.code_used_at IS NOT NULL AND g.expires_at > @now AND (@name IS NULL OR u.name = @name)
        ORDER BY g.last_used_at DESC, g.number DESC
        """;

    // How many times one program may act for one person: on so many devices, say.
    private const int MostOfOne = 50;

    // How many used refresh tokens of a family are still told from unknown ones.
    private const int MostUsed = 500;

    private static readonly TimeSpan UnusedCode = TimeSpan.FromHours(1);

    private const string Closed = "u.disabled <> 0 OR u.locked <> 0";

    public TokenGrant? Find(string id) => readers.Read(id, static (session, key) => FindOne(session, ById, key));

    public TokenGrant? FindByRefreshToken(ReadOnlyMemory<byte> sha256) =>
        readers.Read(sha256.ToArray(), static (session, key) => FindOne(session, ByRefreshToken, key));

    public IReadOnlyList<TokenGrant> List(string? userName) =>
        readers.Read(
            (name: userName, now: UnixTime.From(timeProvider.GetUtcNow())),
            static (session, key) =>
            {
                using var rows = session.Connection.ExecuteReader(Open, new { key.name, key.now });
                List<TokenGrant> grants = [];
                while (rows.Read())
                {
                    grants.Add(GrantRows.One(rows));
                }

                return grants;
            }
        );

    public ValueTask<bool> AddAsync(NewGrant grant, CancellationToken cancellationToken) =>
        writer.WriteAsync(scope => Add(scope, grant), cancellationToken);

    public ValueTask<CodeResult> UseCodeAsync(CodeUse use, CancellationToken cancellationToken) =>
        writer.WriteAsync(scope => UseCode(scope, use), cancellationToken);

    public ValueTask<RefreshResult> UseRefreshTokenAsync(RefreshUse use, CancellationToken cancellationToken) =>
        writer.WriteAsync(scope => UseRefreshToken(scope, use), cancellationToken);

    public ValueTask<bool> EndAsync(string id, GrantEnd by, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope => End(scope, "id = @id", new { id }, by, timeProvider.GetUtcNow()) > 0,
            cancellationToken
        );

    public ValueTask<int> SweepAsync(TimeSpan grace, TimeSpan keep, CancellationToken cancellationToken) =>
        writer.WriteAsync(
            scope =>
            {
                var now = timeProvider.GetUtcNow();
                var instants = new
                {
                    now = UnixTime.From(now),
                    graceEnd = UnixTime.From(now - grace),
                    drop = UnixTime.From(now - keep),
                    codes = UnixTime.From(now - UnusedCode),
                };
                scope.Execute(
                    "UPDATE refresh_token SET sealed = NULL WHERE used_at <= @graceEnd AND sealed IS NOT NULL",
                    instants
                );
                scope.Execute("DELETE FROM revoked_token WHERE expires_at <= @now", instants);

                scope.Execute(
                    "DELETE FROM token_grant WHERE code_used_at IS NULL AND code_expires_at <= @codes",
                    instants
                );
                scope.Execute("DELETE FROM token_grant WHERE ended_at <= @drop", instants);
                return scope.Execute("DELETE FROM token_grant WHERE expires_at <= @drop", instants);
            },
            cancellationToken
        );

    /// <summary>Ends everything that a person has allowed programs.</summary>
    public static void EndAllOf(WriteScope scope, long userId, GrantEnd by, DateTimeOffset now) =>
        End(scope, "user_id = @id", new { id = userId }, by, now);

    /// <summary>Ends what was allowed in sessions that a provider has ended.</summary>
    public static void EndOfSessions(WriteScope scope, string sessions, object which, DateTimeOffset now) =>
        End(
            scope,
            $"session_id IN (SELECT id FROM user_session WHERE {sessions})",
            which,
            GrantEnd.EndedByProvider,
            now
        );

    private bool Add(WriteScope scope, NewGrant grant)
    {
        var now = timeProvider.GetUtcNow();
        var added =
            scope.Execute(
                """
                INSERT INTO token_grant (id, user_id, session_id, client_id, scopes, roles, resource, authenticated_at, acr,
                  methods, started_at, last_used_at, expires_at, code_sha256, code_expires_at, redirect_uri, code_challenge)
                SELECT @id, u.id, s.id, @clientId, @scopes, @roles, @resource, @authenticatedAt, @acr,
                  @methods, @now, @now, @expiresAt, @code, @codeExpiresAt, @redirectUri, @challenge
                FROM user_account u JOIN user_session s ON s.user_id = u.id
                WHERE u.id = @UserId AND u.disabled = 0 AND u.locked = 0 AND s.id = @SessionId AND s.ended_at IS NULL
                """,
                new
                {
                    id = StoredText.Exact(grant.Id),
                    grant.UserId,
                    grant.SessionId,
                    clientId = StoredText.Exact(grant.ClientId),
                    scopes = StoredText.ToJson(grant.Scopes),
                    roles = StoredText.ToJson(grant.Roles),
                    resource = grant.Resource is null ? null : StoredText.Exact(grant.Resource),
                    authenticatedAt = UnixTime.From(grant.AuthenticatedAt),
                    acr = grant.Acr is null ? null : StoredText.Exact(grant.Acr),
                    methods = StoredText.ToJson(grant.Methods),
                    now = UnixTime.From(now),
                    expiresAt = UnixTime.From(grant.ExpiresAt),
                    code = grant.CodeSha256.ToArray(),
                    codeExpiresAt = UnixTime.From(grant.CodeExpiresAt),
                    redirectUri = StoredText.Exact(grant.RedirectUri),
                    challenge = StoredText.Exact(grant.CodeChallenge),
                }
            ) > 0;
        if (added)
        {
            End(
                scope,
                """
                number IN (SELECT number FROM token_grant WHERE user_id = @UserId AND client_id = @ClientId AND ended_at IS NULL
                  ORDER BY number DESC LIMIT -1 OFFSET @MostOfOne)
                """,
                new
                {
                    grant.UserId,
                    grant.ClientId,
                    MostOfOne,
                },
                GrantEnd.Displaced,
                now
            );
        }

        return added;
    }

    private CodeResult UseCode(WriteScope scope, CodeUse use)
    {
        var now = timeProvider.GetUtcNow();
        TokenGrant grant;
        long number;
        bool closed;
        string redirectUri,
            challenge;
        DateTimeOffset codeExpiresAt;
        bool used;
        using (
            var rows = scope.Query(
                $"""
                SELECT {GrantRows.Columns}, g.number, {Closed}, g.redirect_uri, g.code_challenge, g.code_expires_at, g.code_used_at
                FROM {GrantRows.Tables} WHERE g.code_sha256 = @code
                """,
                new { code = use.CodeSha256.ToArray() }
            )
        )
        {
            if (!rows.Read())
            {
                return new(CodeOutcome.Unknown, Grant: null);
            }

            grant = GrantRows.One(rows);
            number = rows.GetInt64(GrantRows.Count);
            closed = rows.GetInt64(GrantRows.Count + 1) != 0;
            redirectUri = rows.GetString(GrantRows.Count + 2);
            challenge = rows.GetString(GrantRows.Count + 3);
            codeExpiresAt = UnixTime.To(rows.GetInt64(GrantRows.Count + 4));
            used = !rows.IsDBNull(GrantRows.Count + 5);
        }

        if (grant.ClientId != use.ClientId)
        {
            return new(CodeOutcome.OtherClient, grant);
        }

        if (used)
        {
            End(scope, "number = @number", new { number }, GrantEnd.CodeReused, now);
            return new(CodeOutcome.Reused, grant);
        }

        var against =
            grant.EndedAt is not null || closed ? CodeOutcome.Ended
            : codeExpiresAt <= now ? CodeOutcome.Expired
            : use.RedirectUri is not null && redirectUri != use.RedirectUri ? CodeOutcome.OtherRedirectUri
            : challenge != use.CodeChallenge ? CodeOutcome.VerifierWrong
            : CodeOutcome.Exchanged;
        if (against != CodeOutcome.Exchanged)
        {
            return new(against, grant);
        }

        scope.Execute(
            "UPDATE token_grant SET code_used_at = @now, last_used_at = @now WHERE number = @number",
            new { number, now = UnixTime.From(now) }
        );
        Keep(scope, use.RefreshSha256, number, now);
        return new(CodeOutcome.Exchanged, grant);
    }

    private RefreshResult UseRefreshToken(WriteScope scope, RefreshUse use)
    {
        var now = timeProvider.GetUtcNow();
        TokenGrant grant;
        long number;
        bool closed;
        DateTimeOffset? usedAt;
        byte[]? kept;
        var key = new { token = use.Sha256.ToArray() };
        using (
            var rows = scope.Query(
                $"""
                SELECT {GrantRows.Columns}, g.number, {Closed}, t.used_at, t.sealed
                FROM {GrantRows.Tables} JOIN refresh_token t ON t.grant_number = g.number WHERE t.sha256 = @token
                """,
                key
            )
        )
        {
            if (!rows.Read())
            {
                return new(RefreshOutcome.Unknown, Grant: null);
            }

            grant = GrantRows.One(rows);
            number = rows.GetInt64(GrantRows.Count);
            closed = rows.GetInt64(GrantRows.Count + 1) != 0;
            usedAt = rows.IsDBNull(GrantRows.Count + 2) ? null : UnixTime.To(rows.GetInt64(GrantRows.Count + 2));
            kept = rows.IsDBNull(GrantRows.Count + 3) ? null : (byte[])rows.GetValue(GrantRows.Count + 3);
        }

        if (grant.ClientId != use.ClientId)
        {
            return new(RefreshOutcome.OtherClient, grant);
        }

        if (grant.EndedAt is not null || closed)
        {
            return new(RefreshOutcome.Ended, grant);
        }

        if (grant.ExpiresAt <= now)
        {
            return new(RefreshOutcome.Expired, grant);
        }

        if (usedAt is { } first)
        {
            if (kept is not null && now < first + use.Grace)
            {
                return new(RefreshOutcome.GivenAgain, grant, kept, first);
            }

            End(scope, "number = @number", new { number }, GrantEnd.RefreshReused, now);
            return new(RefreshOutcome.Reused, grant, UsedAt: first);
        }

        scope.Execute(
            "UPDATE refresh_token SET used_at = @now, sealed = @pair WHERE sha256 = @token",
            new
            {
                key.token,
                now = UnixTime.From(now),
                pair = use.Sealed.ToArray(),
            }
        );
        Keep(scope, use.SuccessorSha256, number, now);
        scope.Execute(
            """
            DELETE FROM refresh_token WHERE grant_number = @number AND used_at < (SELECT used_at FROM refresh_token
              WHERE grant_number = @number AND used_at IS NOT NULL ORDER BY used_at DESC LIMIT 1 OFFSET @MostUsed)
            """,
            new { number, MostUsed }
        );
        scope.Execute(
            "UPDATE token_grant SET last_used_at = @now, expires_at = @expiresAt WHERE number = @number",
            new
            {
                number,
                now = UnixTime.From(now),
                expiresAt = UnixTime.From(use.ExpiresAt(grant, now)),
            }
        );
        return new(RefreshOutcome.Rotated, grant);
    }

    private static void Keep(WriteScope scope, ReadOnlyMemory<byte> sha256, long grant, DateTimeOffset now) =>
        scope.Execute(
            "INSERT INTO refresh_token (sha256, grant_number, created_at) VALUES (@token, @grant, @now)",
            new
            {
                token = sha256.ToArray(),
                grant,
                now = UnixTime.From(now),
            }
        );

    private static int End(WriteScope scope, string where, object which, GrantEnd by, DateTimeOffset now)
    {
        DynamicParameters parameters = new(which);
        parameters.Add("now", UnixTime.From(now));
        parameters.Add("by", by.ToName());
        List<long> givers = [];
        using (
            var rows = scope.Query(
                $"UPDATE token_grant SET ended_at = @now, ended_by = @by WHERE ended_at IS NULL AND {where} RETURNING user_id",
                parameters
            )
        )
        {
            while (rows.Read())
            {
                givers.Add(rows.GetInt64(0));
            }
        }

        foreach (var giver in givers.Distinct())
        {
            UserTable.RaiseEpoch(scope, giver);
        }

        return givers.Count;
    }

    private static TokenGrant? FindOne(ReadSession session, string sql, object key)
    {
        using var rows = session.Prepared(sql, key).ExecuteReader();
        return rows.Read() ? GrantRows.One(rows) : null;
    }
}
