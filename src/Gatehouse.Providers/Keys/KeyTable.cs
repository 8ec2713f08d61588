using System.Collections.Frozen;
using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Providers.Keys;

/// <summary>The answers that one key set gives, made once, so that a request finds its own without allocating.</summary>
internal sealed class KeyTable
{
    /// <summary>How many keys a token without <c>kid</c> is tried with.</summary>
    public const int MaxCandidates = 8;

    private readonly FrozenDictionary<(string KeyId, string Algorithm), ProviderKeys> _byId;
    private readonly FrozenSet<string> _ids;
    private readonly FrozenDictionary<string, ProviderKeys> _byAlgorithm;
    private readonly VerificationKeySet _set;

    public KeyTable(VerificationKeySet set)
    {
        _set = set;
        (VerificationKey Key, string Algorithm)[] pairs =
        [
            .. set.Keys.SelectMany(key => key.Algorithms.Select(algorithm => (key, algorithm))),
        ];
        _byId = pairs
            .Where(pair => pair.Key.KeyId is not null)
            .GroupBy(pair => (pair.Key.KeyId!, pair.Algorithm), pair => pair.Key)
            .ToFrozenDictionary(group => group.Key, group => Known([.. group]));
        _ids = set.Keys.Select(key => key.KeyId).OfType<string>().ToFrozenSet(StringComparer.Ordinal);
        _byAlgorithm = pairs
            .GroupBy(pair => pair.Algorithm, pair => pair.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => Known([.. group.Take(MaxCandidates)]),
                StringComparer.Ordinal
            );
    }

    /// <summary>The answer where keys are known and none fits.</summary>
    public static ProviderKeys Nothing { get; } = Known([]);

    public int Count => _set.Keys.Count;

    public IReadOnlyList<string> Skipped => _set.Skipped;

    /// <summary>The answer, or null where only a newer set could hold the key.</summary>
    public ProviderKeys? Find(string? keyId, string algorithm)
    {
        if (keyId is null)
        {
            return _byAlgorithm.GetValueOrDefault(algorithm);
        }
        return _byId.GetValueOrDefault((keyId, algorithm)) ?? (_ids.Contains(keyId) ? Nothing : null);
    }

    /// <summary>Frees idle handles; requests that still hold a key can verify with it.</summary>
    public void Release()
    {
        foreach (VerificationKey key in _set.Keys)
        {
            key.Dispose();
        }
    }

    private static ProviderKeys Known(IReadOnlyList<VerificationKey> keys) =>
        new(ProviderState.Known, keys, null, null);
}
