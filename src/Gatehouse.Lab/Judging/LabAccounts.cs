using System.Collections.Concurrent;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Lab.Judging;

/// <summary>
/// The lab's users and keys, in memory. The passwords are public (<see cref="LabAccount.Password"/>), so they are kept
/// as they are: nothing here protects anything.
/// </summary>
internal sealed class LabAccounts : IUserDirectory, IDigestSecrets, IKeyDirectory, IRevocationWord
{
    private readonly ConcurrentDictionary<string, UserRecord> _users = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, KeyRecord> _keys = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private long _word;
    private long _lastId;

    public LabAccounts(TimeProvider clock)
    {
        _clock = clock;
        Add(LabAccount.Alice, user => user with { Roles = ["clerk"], Email = "alice@lab.example" });
        Add(LabAccount.Bob, user => user with { Roles = ["admin"], Email = "bob@lab.example" });
        Add(LabAccount.Locked, user => user with { Locked = true });
        Add(LabAccount.Disabled, user => user with { Disabled = true });
        Add(LabAccount.Expired, user => user with { MustChangePassword = true });
    }

    /// <summary>Whether look-ups fail, as they do where the store is gone.</summary>
    public bool IsGone { get; set; }

    /// <inheritdoc/>
    public long Current => Interlocked.Read(ref _word);

    /// <summary>Adds a user, or puts one back as it was in the beginning.</summary>
    public UserRecord Add(string name, Func<UserRecord, UserRecord>? change = null)
    {
        var user = new UserRecord
        {
            Id = _users.TryGetValue(name, out var known) ? known.Id : Interlocked.Increment(ref _lastId),
            Name = name,
            PasswordHash = LabAccount.Password,
            Roles = [],
            Epoch = Interlocked.Increment(ref _word),
            CreatedAt = _clock.GetUtcNow(),
        };
        return _users[name] = change?.Invoke(user) ?? user;
    }

    /// <summary>Has everything judged again that was remembered of a user.</summary>
    public void Touch(string name) => _users[name] = _users[name] with { Epoch = Interlocked.Increment(ref _word) };

    /// <summary>Makes a key for a user; its text.</summary>
    public string AddKey(string user, Func<KeyRecord, KeyRecord>? change = null)
    {
        var text = ApiKey.Create();
        var owner = _users[user];
        var key = new KeyRecord
        {
            Id = ApiKey.CreateId(),
            UserId = owner.Id,
            UserName = owner.Name,
            Name = "lab",
            From = [],
            CreatedAt = _clock.GetUtcNow(),
            Epoch = owner.Epoch,
        };
        _keys[Convert.ToHexString(ApiKey.Hash(text))] = change?.Invoke(key) ?? key;
        Interlocked.Increment(ref _word);
        return text;
    }

    /// <inheritdoc/>
    public ValueTask<UserRecord?> FindUserAsync(string canonicalName, CancellationToken cancellationToken)
    {
        FailWhenGone();
        return new(_users.GetValueOrDefault(canonicalName));
    }

    /// <inheritdoc/>
    public ValueTask<UserRecord?> FindUserAsync(long id, CancellationToken cancellationToken)
    {
        FailWhenGone();
        return new(_users.Values.FirstOrDefault(user => user.Id == id));
    }

    /// <summary>The user with this mail address, compared exactly; or null.</summary>
    public ValueTask<UserRecord?> FindByMailAsync(string mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FailWhenGone();
        return new(_users.Values.FirstOrDefault(user => user.Email == mail));
    }

    /// <inheritdoc/>
    public async ValueTask<DigestUser?> FindDigestUserAsync(
        string canonicalName,
        string realm,
        DigestHash hash,
        CancellationToken cancellationToken
    ) =>
        await FindUserAsync(canonicalName, cancellationToken) is { PasswordHash: { } password } user
            ? new DigestUser(user, DigestArithmetic.Secret(hash, user.Name, realm, password))
            : null;

    /// <inheritdoc/>
    public async ValueTask<DigestUser?> FindDigestUserAsync(
        ReadOnlyMemory<byte> userHash,
        string realm,
        DigestHash hash,
        CancellationToken cancellationToken
    ) =>
        _users.Keys.FirstOrDefault(name =>
            DigestArithmetic.UserHash(hash, name, realm).AsSpan().SequenceEqual(userHash.Span)
        )
            is { } known
            ? await FindDigestUserAsync(known, realm, hash, cancellationToken)
            : null;

    /// <inheritdoc/>
    public ValueTask<bool> RehashAsync(long id, string oldHash, string newHash, CancellationToken cancellationToken) =>
        new(false);

    /// <inheritdoc/>
    public ValueTask<KeyRecord?> FindKeyAsync(ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken)
    {
        FailWhenGone();
        return new(
            _keys.GetValueOrDefault(Convert.ToHexString(sha256.Span)) is { } key
                ? key with
                {
                    Epoch = _users[key.UserName].Epoch,
                }
                : null
        );
    }

    /// <inheritdoc/>
    public ValueTask<KeyRecord?> FindKeyByIdAsync(string id, CancellationToken cancellationToken)
    {
        FailWhenGone();
        return new(_keys.Values.FirstOrDefault(key => key.Id == id));
    }

    /// <inheritdoc/>
    public void NoteKeyUsed(string id, DateTimeOffset at)
    {
        // Nobody asks the lab when a key was last used.
    }

    private void FailWhenGone()
    {
        if (IsGone)
        {
            throw new StoreUnavailableException("the lab's store was taken away");
        }
    }
}
