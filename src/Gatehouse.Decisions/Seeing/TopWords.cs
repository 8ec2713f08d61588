using System.Runtime.InteropServices;

namespace Gatehouse.Decisions.Seeing;

/// <summary>
/// Counts which words come most, in bounded memory: where a new word finds no place it takes that of the rarest, and its
/// count with it (Space-Saving). A word that makes up more than its share of places is always among them.
/// </summary>
internal sealed class TopWords(int capacity)
{
    private readonly Dictionary<(ushort Cause, object Word), long> _counts = new(capacity);

    /// <summary>The words that are there, with at least their counts, in no order.</summary>
    public IEnumerable<KeyValuePair<(ushort Cause, object Word), long>> All => _counts;

    /// <summary>Counts a word seen with a cause.</summary>
    public void Count(ushort cause, object word)
    {
        var key = (cause, word);
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, key);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known))
        {
            known++;
            return;
        }

        var count = 1L;
        if (_counts.Count >= capacity)
        {
            var rarest = Rarest();
            _counts.Remove(rarest.Key);
            count += rarest.Value;
        }

        _counts.Add(key, count);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => _counts.Clear();

    private KeyValuePair<(ushort Cause, object Word), long> Rarest()
    {
        KeyValuePair<(ushort Cause, object Word), long> rarest = new(default, long.MaxValue);
        foreach (var one in _counts)
        {
            if (one.Value < rarest.Value)
            {
                rarest = one;
            }
        }

        return rarest;
    }
}
