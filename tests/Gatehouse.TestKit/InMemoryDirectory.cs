using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Users;

namespace Gatehouse.TestKit;

/// <summary>Users, keys and the revocation word in memory; can be made to fail.</summary>
public sealed class InMemoryDirectory : IUserDirectory, IKeyDirectory, IRevocationWord
{
    private readonly Dictionary<string, UserRecord> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeyRecord> _keys = new(StringComparer.Ordinal);

    /// <summary>What every look-up throws, where something is given.</summary>
    public Exception? Failure { get; set; }

    /// <summary>How many look-ups there were.</summary>
    public int LookUps { get; private set; }

    /// <summary>The ids of the keys that were used.</summary>
    public ISet<string> KeysUsed { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public long Current { get; private set; }

    /// <summary>Adds or replaces a user, and raises the word.</summary>
    public UserRecord Put(string name, Func<UserRecord, UserRecord>? change = null)
    {
        var user = new UserRecord
        {
            Id = name.GetHashCode(StringComparison.Ordinal),
            Name = name,
            PasswordHash = "hash of " + name,
            Roles = ["clerk"],
            Epoch = ++Current,
            CreatedAt = DateTimeOffset.UnixEpoch,
        };
        return _users[name] = change?.Invoke(user) ?? user;
    }

    /// <summary>Makes a key of a user's.</summary>
    public string PutKey(string user, Func<KeyRecord, KeyRecord>? change = null)
    {
        var text = ApiKey.Create();
        var key = new KeyRecord
        {
            Id = ApiKey.CreateId(),
            UserId = _users[user].Id,
            UserName = user,
            Name = "test",
            From = [],
            CreatedAt = DateTimeOffset.UnixEpoch,
            Epoch = _users[user].Epoch,
        };
        _keys[Convert.ToHexString(ApiKey.Hash(text))] = change?.Invoke(key) ?? key;
        return text;
    }

    /// <inheritdoc/>
    public ValueTask<UserRecord?> FindUserAsync(string canonicalName, CancellationToken cancellationToken)
    {
        Count();
        return new(_users.GetValueOrDefault(canonicalName));
    }

    /// <inheritdoc/>
    public ValueTask<UserRecord?> FindUserAsync(long id, CancellationToken cancellationToken)
    {
        Count();
        return new(_users.Values.FirstOrDefault(user => user.Id == id));
    }

    /// <inheritdoc/>
    public ValueTask<bool> RehashAsync(long id, string oldHash, string newHash, CancellationToken cancellationToken) =>
        new(false);

    /// <inheritdoc/>
    public ValueTask<KeyRecord?> FindKeyAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken)
    {
        Count();
        return new(_keys.GetValueOrDefault(Convert.ToHexString(sha256.Span)));
    }

    /// <inheritdoc/>
    public ValueTask<KeyRecord?> FindKeyByIdAsync(string id, CancellationToken cancellationToken)
    {
        Count();
        return new(_keys.Values.FirstOrDefault(key => key.Id == id));
    }

    /// <inheritdoc/>
    public void NoteKeyUsed(string id, DateTimeOffset at) => KeysUsed.Add(id);

    private void Count()
    {
        LookUps++;
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
