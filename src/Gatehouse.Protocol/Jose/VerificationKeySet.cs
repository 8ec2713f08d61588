using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gatehouse.Protocol.Json;

namespace Gatehouse.Protocol.Jose;

/// <summary>
/// The keys that an issuer publishes (RFC 7517 section 5), or a list that an operator has configured. A key that may not
/// be used is left out with its reason; so are all keys of a <c>kid</c> that several different keys share.
/// </summary>
public sealed class VerificationKeySet
{
    /// <summary>The longest text that is read, in bytes: 1 MiB.</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>How many keys a set may hold, counted before any is left out.</summary>
    public const int MaxKeys = 256;

    private readonly Dictionary<string, VerificationKey> _byId;

    private VerificationKeySet(IReadOnlyList<VerificationKey> keys, IReadOnlyList<string> skipped)
    {
        Keys = keys;
        Skipped = skipped;
        _byId = keys.Where(static key => key.KeyId is not null)
            .ToDictionary(static key => key.KeyId!, StringComparer.Ordinal);
    }

    /// <summary>The keys that may be used, in order; may be empty.</summary>
    public IReadOnlyList<VerificationKey> Keys { get; }

    /// <summary>For operators: the reason for each key that was left out, the key named by its number from 1.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>Reads a published key set; never throws for bad input.</summary>
    /// <param name="utf8Json">The whole text.</param>
    /// <param name="set">The set.</param>
    /// <param name="reason">Why there is none, for operators.</param>
    /// <returns>Whether the text is a key set within bounds, even one without a usable key.</returns>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8Json,
        [NotNullWhen(true)] out VerificationKeySet? set,
        [NotNullWhen(false)] out string? reason
    )
    {
        set = null;
        if (utf8Json.Length > MaxLength)
        {
            reason = $"longer than {MaxLength} bytes";
            return false;
        }

        if (!StrictJson.TryParseObject(utf8Json.Span, out var root, out var fault))
        {
            reason = fault.ToString();
            return false;
        }

        if (!root.TryGetProperty("keys"u8, out var keys) || keys.ValueKind != JsonValueKind.Array)
        {
            reason = "has no array named keys";
            return false;
        }

        if (keys.GetArrayLength() > MaxKeys)
        {
            reason = $"holds more than {MaxKeys} keys";
            return false;
        }

        set = Read(keys);
        reason = null;
        return true;
    }

    /// <summary>Makes a set of keys that an operator has configured, secrets among them.</summary>
    /// <param name="keys">The keys; the set does not dispose them.</param>
    /// <returns>The set.</returns>
    public static VerificationKeySet Of(IEnumerable<VerificationKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Distinct([.. keys.Select(static (key, index) => (index + 1, key))], []);
    }

    /// <summary>Finds a key by its exact <c>kid</c>.</summary>
    /// <param name="kid">The <c>kid</c> of a token.</param>
    /// <returns>The key, or null.</returns>
    public VerificationKey? Find(string kid)
    {
        ArgumentNullException.ThrowIfNull(kid);
        return _byId.GetValueOrDefault(kid);
    }

    /// <summary>
    /// Finds the key for a token: by its <c>kid</c>, or, when it has none, the only key that may verify its algorithm.
    /// </summary>
    /// <param name="jws">The parsed token.</param>
    /// <returns>The key, or null when there is none or more than one.</returns>
    public VerificationKey? Find(CompactJws jws)
    {
        ArgumentNullException.ThrowIfNull(jws);
        if (jws.KeyId is { } kid)
        {
            return Find(kid);
        }

        var fitting = Keys.Where(key => key.Allows(jws)).Take(2).ToArray();
        return fitting is [var only] ? only : null;
    }

    private static VerificationKeySet Read(JsonElement keys)
    {
        var usable = new List<(int Number, VerificationKey Key)>();
        var skipped = new List<string>();
        var number = 0;
        foreach (var jwk in keys.EnumerateArray())
        {
            number++;
            if (VerificationKey.TryFromJwk(jwk, out var key, out var reason))
            {
                usable.Add((number, key));
            }
            else
            {
                skipped.Add($"key {number}: {reason}");
            }
        }

        return Distinct(usable, skipped);
    }

    private static VerificationKeySet Distinct(
        IReadOnlyList<(int Number, VerificationKey Key)> usable,
        List<string> skipped
    )
    {
        var shared = usable
            .Where(static entry => entry.Key.KeyId is not null)
            .GroupBy(static entry => entry.Key.KeyId!, StringComparer.Ordinal)
            .Where(static group => group.Skip(1).Any())
            .SelectMany(Ambiguous)
            .ToHashSet();
        skipped.AddRange(shared.Order().Select(static number => $"key {number}: its kid is another key's too"));
        return new VerificationKeySet(
            [.. usable.Where(entry => !shared.Contains(entry.Number)).Select(static entry => entry.Key)],
            skipped
        );
    }

    /// <summary>The numbers to leave out of a group that shares a <c>kid</c>: the repetitions of one key, or all.</summary>
    private static IEnumerable<int> Ambiguous(IGrouping<string, (int Number, VerificationKey Key)> group)
    {
        var first = group.First().Key;
        var same = group.All(entry =>
            entry.Key.Thumbprint is not null
            && string.Equals(entry.Key.Thumbprint, first.Thumbprint, StringComparison.Ordinal)
            && entry.Key.Algorithms.SequenceEqual(first.Algorithms, StringComparer.Ordinal)
        );
        return group.Skip(same ? 1 : 0).Select(static entry => entry.Number);
    }
}
