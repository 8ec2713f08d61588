using System.Collections.Concurrent;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Lab.Judging;

/// <summary>The lab's sessions, in memory.</summary>
internal sealed class LabSessions(LabAccounts accounts, TimeProvider clock) : ISessionDirectory
{
    private readonly ConcurrentDictionary<string, SessionRecord> _sessions = new(StringComparer.Ordinal);

    /// <summary>Begins a session; the cookie's value.</summary>
    public async ValueTask<string> BeginAsync(string user, Func<SessionRecord, SessionRecord>? change = null)
    {
        var owner =
            await accounts.FindUserAsync(user, CancellationToken.None)
            ?? throw new ArgumentException($"the lab has no account {user}", nameof(user));
        var text = SessionText.Create();
        var now = clock.GetUtcNow();
        var session = new SessionRecord
        {
            Id = SessionText.CreateId(),
            UserId = owner.Id,
            UserName = owner.Name,
            StartedAt = now,
            AuthenticatedAt = now,
            LastUsedAt = now,
            Address = "127.0.0.1",
        };
        _sessions[KeyOf(text)] = change?.Invoke(session) ?? session;
        return text;
    }

    /// <summary>Forgets a session, as a server does that keeps them in memory and is started again.</summary>
    public bool Forget(string cookie)
    {
        if (!_sessions.TryRemove(KeyOf(cookie), out var session))
        {
            return false;
        }

        accounts.Touch(session.UserName);
        return true;
    }

    /// <summary>The public id of a cookie's session, or null.</summary>
    public string? IdOf(string cookie) => _sessions.GetValueOrDefault(KeyOf(cookie))?.Id;

    /// <summary>Ends a session; false where there is none.</summary>
    public bool End(string cookie, SessionEnd by)
    {
        if (!_sessions.TryGetValue(KeyOf(cookie), out var session))
        {
            return false;
        }

        _sessions[KeyOf(cookie)] = session with { EndedAt = clock.GetUtcNow(), EndedBy = by };
        accounts.Touch(session.UserName);
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<SessionRecord?> FindSessionAsync(
        ReadOnlyMemory<byte> sha256,
        CancellationToken cancellationToken
    ) => new(_sessions.GetValueOrDefault(Convert.ToHexString(sha256.Span)));

    /// <inheritdoc/>
    public void NoteSessionUsed(string id, DateTimeOffset at)
    {
        foreach (var (key, session) in _sessions)
        {
            if (session.Id == id && session.LastUsedAt < at)
            {
                _sessions.TryUpdate(key, session with { LastUsedAt = at }, session);
            }
        }
    }

    private static string KeyOf(string cookie) => Convert.ToHexString(SessionText.Hash(cookie));
}
