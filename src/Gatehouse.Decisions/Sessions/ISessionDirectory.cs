namespace Gatehouse.Decisions.Sessions;

/// <summary>What a decision needs to know of sessions.</summary>
public interface ISessionDirectory
{
    /// <summary>The session whose cookie has this hash, ended or not; or null.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<SessionRecord?> FindSessionAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken);

    /// <summary>Notes that a session was used. Costs a look at memory; written at most once a minute.</summary>
    void NoteSessionUsed(string id, DateTimeOffset at);
}
