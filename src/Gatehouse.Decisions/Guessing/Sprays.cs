namespace Gatehouse.Decisions.Guessing;

/// <summary>
/// How many different names an address has failed with lately. For a bounded number of addresses and names: the address
/// that was seen longest ago gives way.
/// </summary>
internal sealed class Sprays
{
    private const int Ways = 8;

    private readonly int _most;
    private readonly Entry?[] _entries;
    private readonly Lock _gate = new();

    /// <summary>Counts up to <paramref name="most"/> names, of so many addresses.</summary>
    public Sprays(int most, int capacity = 8192)
    {
        _most = most;
        _entries = new Entry?[capacity];
    }

    /// <summary>How long a name counts.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether a failure with this name would count anew.</summary>
    public bool IsNew(UInt128 address, uint name, DateTimeOffset now)
    {
        lock (_gate)
        {
            return Find(address) is not { } entry || !entry.Has(name, now);
        }
    }

    /// <summary>Counts a failure with this name; true where it is the last that is borne, and then forgets the address.</summary>
    public bool Note(UInt128 address, uint name, DateTimeOffset now)
    {
        lock (_gate)
        {
            ref var place = ref PlaceOf(address);
            if (place?.Address != address)
            {
                place = new Entry(address, _most);
            }

            if (!place.Add(name, now))
            {
                return false;
            }

            place = null;
            return true;
        }
    }

    private Entry? Find(UInt128 address) => PlaceOf(address) is { } entry && entry.Address == address ? entry : null;

    private ref Entry? PlaceOf(UInt128 address)
    {
        var first = (int)((ulong)address % (ulong)(_entries.Length / Ways)) * Ways;
        var oldest = first;
        for (var i = first; i < first + Ways; i++)
        {
            if (_entries[i]?.Address == address)
            {
                return ref _entries[i];
            }

            if (_entries[i] is not { } entry)
            {
                oldest = i;
            }
            else if (_entries[oldest] is { } other && entry.Last < other.Last)
            {
                oldest = i;
            }
        }

        return ref _entries[oldest];
    }

    private sealed class Entry(UInt128 address, int most)
    {
        private readonly uint[] _names = new uint[most];
        private readonly DateTimeOffset[] _at = new DateTimeOffset[most];
        private int _count;

        public UInt128 Address => address;

        public DateTimeOffset Last { get; private set; }

        public bool Has(uint name, DateTimeOffset now)
        {
            Expire(now);
            return _names.AsSpan(0, _count).Contains(name);
        }

        public bool Add(uint name, DateTimeOffset now)
        {
            Last = now;
            if (Has(name, now))
            {
                return false;
            }

            _names[_count] = name;
            _at[_count++] = now;
            return _count == most;
        }

        private void Expire(DateTimeOffset now)
        {
            var kept = 0;
            for (var i = 0; i < _count; i++)
            {
                if (now - _at[i] < Window)
                {
                    (_names[kept], _at[kept++]) = (_names[i], _at[i]);
                }
            }

            _count = kept;
        }
    }
}
