using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.TestKit;

/// <summary>Secrets of users whose password is <c>right</c>, made when they are asked for.</summary>
public sealed class InMemoryDigestSecrets(InMemoryDirectory users) : IDigestSecrets
{
    private readonly Dictionary<string, string> _hashed = new(StringComparer.Ordinal);

    /// <summary>The names for which Digest is not switched on.</summary>
    public ISet<string> Without { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How many look-ups there were.</summary>
    public int LookUps { get; private set; }

    /// <summary>Lets a user be found by the name's hash in a realm.</summary>
    public void PutHash(string name, string realm, DigestHash hash) =>
        _hashed[Convert.ToHexString(DigestArithmetic.UserHash(hash, name, realm))] = name;

    /// <inheritdoc/>
    public async ValueTask<DigestUser?> FindDigestUserAsync(
        string canonicalName,
        string realm,
        DigestHash hash,
        CancellationToken cancellationToken
    )
    {
        LookUps++;
        if (await users.FindUserAsync(canonicalName, cancellationToken) is not { } user)
        {
            return null;
        }

        return Without.Contains(canonicalName)
            ? new DigestUser(user, Secret: null)
            : new DigestUser(user, DigestArithmetic.Secret(hash, canonicalName, realm, "right"));
    }

    /// <inheritdoc/>
    public async ValueTask<DigestUser?> FindDigestUserAsync(
        ReadOnlyMemory<byte> userHash,
        string realm,
        DigestHash hash,
        CancellationToken cancellationToken
    )
    {
        LookUps++;
        return _hashed.TryGetValue(Convert.ToHexString(userHash.Span), out var name)
            ? await FindDigestUserAsync(name, realm, hash, cancellationToken)
            : null;
    }
}
