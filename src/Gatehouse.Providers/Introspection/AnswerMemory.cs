using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers.Introspection;

/// <summary>
/// What was said of tokens, under their keyed hash; bounded. Used under the lock of its owner.
/// </summary>
internal sealed class AnswerMemory(int capacity)
{
    private readonly Dictionary<UInt128, Entry> _entries = [];

    public int Count => _entries.Count;

    /// <summary>What was said, of which some use is left; null where there is nothing.</summary>
    public Entry? Find(UInt128 key, DateTimeOffset now) =>
        _entries.TryGetValue(key, out Entry? entry) && entry.KeptUntil > now ? entry : null;

    public void Put(UInt128 key, Entry entry, DateTimeOffset now)
    {
        if (_entries.Count >= capacity && !_entries.ContainsKey(key))
        {
            MakeRoom(now);
        }

        _entries[key] = entry;
    }

    public void Forget(UInt128 key) => _entries.Remove(key);

    // Half of them at a time, so that it costs little for each that comes.
    private void MakeRoom(DateTimeOffset now)
    {
        DateTimeOffset[] ends = [.. _entries.Values.Select(entry => entry.KeptUntil).Order()];
        DateTimeOffset upTo = ends[ends.Length / 2] > now ? ends[ends.Length / 2] : now;
        foreach ((UInt128 key, Entry entry) in _entries)
        {
            if (entry.KeptUntil <= upTo)
            {
                _entries.Remove(key);
            }
        }
    }

    /// <param name="Said">What was said.</param>
    /// <param name="KeptUntil">Until when it may be of use, while the issuer is away.</param>
    internal sealed record Entry(Introspected Said, DateTimeOffset KeptUntil);
}
