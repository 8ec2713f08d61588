using Gatehouse.Decisions.Sessions;

namespace Gatehouse.TestKit;

/// <summary>Sessions in memory.</summary>
public sealed class InMemorySessions : ISessionDirectory
{
    private readonly Dictionary<string, SessionRecord> _sessions = new(StringComparer.Ordinal);

    /// <summary>What every look-up throws, where something is given.</summary>
    public Exception? Failure { get; set; }

    /// <summary>How many look-ups there were.</summary>
    public int LookUps { get; private set; }

    /// <summary>Begins a session; the cookie's value.</summary>
    public string Put(string user, long userId, DateTimeOffset now, Func<SessionRecord, SessionRecord>? change = null)
    {
        var text = SessionText.Create();
        var session = new SessionRecord
        {
            Id = SessionText.CreateId(),
            UserId = userId,
            UserName = user,
            StartedAt = now,
            AuthenticatedAt = now,
            LastUsedAt = now,
            Address = "198.51.100.7",
        };
        _sessions[Convert.ToHexString(SessionText.Hash(text))] = change?.Invoke(session) ?? session;
        return text;
    }

    /// <summary>Changes the session behind a cookie.</summary>
    public void Change(string cookie, Func<SessionRecord, SessionRecord> change)
    {
        var key = Convert.ToHexString(SessionText.Hash(cookie));
        _sessions[key] = change(_sessions[key]);
    }

    /// <inheritdoc/>
    public ValueTask<SessionRecord?> FindSessionAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken)
    {
        LookUps++;
        return Failure is null ? new(_sessions.GetValueOrDefault(Convert.ToHexString(sha256.Span))) : throw Failure;
    }

    /// <inheritdoc/>
    public void NoteSessionUsed(string id, DateTimeOffset at)
    {
        foreach (var (key, session) in _sessions)
        {
            if (session.Id == id && session.LastUsedAt < at)
            {
                _sessions[key] = session with { LastUsedAt = at };
            }
        }
    }
}
