using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Gateway.Forwarding;

/// <summary>The keys that sign assertions, and the document by which others verify them (RFC 7517).</summary>
internal sealed class AssertionKeys : IDisposable
{
    private readonly ConcurrentBag<SigningKey> _all = [];
    private volatile Used _used = null!;

    public AssertionKeys(IEnumerable<SiteKey> keys) => Use(keys);

    /// <summary>The key that signs.</summary>
    public SigningKey InUse => _used.Key;

    /// <summary>The public halves of all.</summary>
    public byte[] KeySet => _used.KeySet;

    /// <summary>The public half of the key of this id, or null.</summary>
    public VerificationKey? Find(string keyId) => _used.ById.GetValueOrDefault(keyId);

    /// <summary>Goes on with other keys, the one in use first: after the site's were rotated.</summary>
    public void Use(IEnumerable<SiteKey> keys)
    {
        SigningKey[] read = [.. keys.Select(key => SigningKey.FromPkcs8(key.Material.Span))];
        foreach (var key in read)
        {
            _all.Add(key);
        }

        var document = "{\"keys\":[" + string.Join(',', read.Select(key => key.PublicJwk())) + "]}";
        _used = new Used(
            read[0],
            Encoding.UTF8.GetBytes(document),
            read.ToFrozenDictionary(key => key.KeyId, key => key.ToVerificationKey(), StringComparer.Ordinal)
        );
    }

    public void Dispose()
    {
        foreach (var key in _all)
        {
            key.Dispose();
        }
    }

    private sealed record Used(SigningKey Key, byte[] KeySet, FrozenDictionary<string, VerificationKey> ById);
}
