namespace Gatehouse.Decisions.Keys;

/// <summary>What a decision needs to know of API keys.</summary>
public interface IKeyDirectory
{
    /// <summary>The key whose SHA-256 this is, revoked and expired ones included, or null.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<KeyRecord?> FindKeyAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken);

    /// <summary>The key with this id, revoked and expired ones included, or null.</summary>
    ValueTask<KeyRecord?> FindKeyByIdAsync(string id, CancellationToken cancellationToken);

    /// <summary>Notes that a key was used; kept in memory and written in batches, never in the way.</summary>
    void NoteKeyUsed(string id, DateTimeOffset at);
}
