using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Gateway.Trials;

/// <summary>A store that is asked and never written: an imagined request is no use of a key or session.</summary>
internal sealed class UntouchedStore(IUserDirectory users, IKeyDirectory keys, ISessionDirectory sessions)
    : IUserDirectory,
        IKeyDirectory,
        ISessionDirectory
{
    public ValueTask<UserRecord?> FindUserAsync(string canonicalName, CancellationToken cancellationToken) =>
        users.FindUserAsync(canonicalName, cancellationToken);

    public ValueTask<UserRecord?> FindUserAsync(long id, CancellationToken cancellationToken) =>
        users.FindUserAsync(id, cancellationToken);

    public ValueTask<bool> RehashAsync(long id, string oldHash, string newHash, CancellationToken cancellationToken) =>
        new(false);

    public ValueTask<KeyRecord?> FindKeyAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken) =>
        keys.FindKeyAsync(sha256, cancellationToken);

    public ValueTask<KeyRecord?> FindKeyByIdAsync(string id, CancellationToken cancellationToken) =>
        keys.FindKeyByIdAsync(id, cancellationToken);

    public void NoteKeyUsed(string id, DateTimeOffset at)
    {
        // Nobody used it.
    }

    public ValueTask<SessionRecord?> FindSessionAsync(
        ReadOnlyMemory<byte> sha256,
        CancellationToken cancellationToken
    ) => sessions.FindSessionAsync(sha256, cancellationToken);

    public void NoteSessionUsed(string id, DateTimeOffset at)
    {
        // Nobody used it.
    }
}
