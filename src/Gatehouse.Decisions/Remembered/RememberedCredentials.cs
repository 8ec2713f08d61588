using System.Runtime.InteropServices;
using Gatehouse.Decisions.Schemes;

namespace Gatehouse.Decisions.Remembered;

/// <summary>
/// Verified credentials under a keyed 128-bit hash: a table of fixed size, read without a lock and without allocation.
/// The hash covers the scheme, the route's credential space and the credential, each with its length, so that nothing
/// verified for one place is taken at another.
/// </summary>
public sealed class RememberedCredentials
{
    private const int Ways = 4;

    private readonly RememberedEntry?[] _entries;
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly int _mask;

    /// <summary>With room for <paramref name="capacity"/> credentials, rounded up to a power of two.</summary>
    public RememberedCredentials(int capacity = 65_536)
    {
        var buckets = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity / Ways, 1));
        _mask = buckets - 1;
        _entries = new RememberedEntry?[buckets * Ways];
    }

    /// <summary>
    /// The name under which a credential is remembered: for whoever brings it, or only where it comes from a
    /// <paramref name="place"/>.
    /// </summary>
    public UInt128 KeyOf(string scheme, ulong credentialSpace, ReadOnlySpan<char> value, UInt128 place = default)
    {
        var hash = _hash.Start();
        hash.AddText(scheme);
        hash.Add(credentialSpace);
        hash.Add((ulong)(place >> 64));
        hash.Add((ulong)place);
        hash.AddText(value);
        return hash.Finish();
    }

    /// <summary>What is remembered and has not ended at <paramref name="now"/>, or null.</summary>
    public RememberedEntry? Find(UInt128 key, DateTimeOffset now)
    {
        var bucket = Bucket(key);
        for (var i = 0; i < bucket.Length; i++)
        {
            var entry = Volatile.Read(ref bucket[i]);
            if (entry is not null && entry.Key == key)
            {
                return entry.Finding.RememberUntil > now ? entry : null;
            }
        }

        return null;
    }

    /// <summary>Remembers; where the table is full, the entry that ends first gives way.</summary>
    public void Remember(UInt128 key, Authenticated finding, long word)
    {
        var bucket = Bucket(key);
        var place = 0;
        var earliest = DateTimeOffset.MaxValue;
        for (var i = 0; i < bucket.Length; i++)
        {
            var entry = Volatile.Read(ref bucket[i]);
            if (entry is null || entry.Key == key)
            {
                place = i;
                break;
            }

            if (entry.Finding.RememberUntil < earliest)
            {
                earliest = entry.Finding.RememberUntil;
                place = i;
            }
        }

        Volatile.Write(ref bucket[place], new RememberedEntry(key, finding, word));
    }

    /// <summary>Forgets one credential.</summary>
    public void Forget(UInt128 key)
    {
        var bucket = Bucket(key);
        for (var i = 0; i < bucket.Length; i++)
        {
            if (Volatile.Read(ref bucket[i]) is { } entry && entry.Key == key)
            {
                Volatile.Write(ref bucket[i], value: null);
            }
        }
    }

    private Span<RememberedEntry?> Bucket(UInt128 key) =>
        MemoryMarshal.CreateSpan(ref _entries[((int)(ulong)key & _mask) * Ways], Ways);
}
