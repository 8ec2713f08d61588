using System.Runtime.InteropServices;

namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// What waits to be hashed, of a bounded number of addresses that take turns. Whoever has asked little in vain lately comes
/// before whoever has asked much, and takes the place of the latter where there is no room. Not safe for several threads.
/// </summary>
internal sealed class HashingQueue(int capacity, int capacityPerAddress)
{
    private const int Ranks = 8;
    private const int TurnsOfFirst = 4;

    private readonly Rank[] _ranks = [.. Enumerable.Range(0, Ranks).Select(static _ => new Rank())];
    private readonly Dictionary<UInt128, Waiting> _waiting = [];
    private int _turn;
    private int _firstRank = Ranks;

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>The first rank of those that wait; more than any where nothing does. Safe to ask at any time.</summary>
    public int FirstRank => Volatile.Read(ref _firstRank);

    /// <summary>The rank of an address that has asked so often in vain; 0 comes first.</summary>
    public static int RankOf(double inVain) => (int)Math.Min(Ranks - 1, Math.Log2(1 + Math.Max(0, inVain)));

    /// <summary>
    /// Adds work; false where there is no room. <paramref name="displaced"/> is whose place it took, where it took one.
    /// Whatever waits of the address has this rank from now on, whether there is room or not.
    /// </summary>
    public bool TryAdd(UInt128 address, int rank, HashingWork work, out HashingWork? displaced)
    {
        displaced = null;
        if (!HasRoom(address, rank))
        {
            return false;
        }

        if (Count >= capacity)
        {
            displaced = Taken(LastBehind(rank)!.TakeLast());
        }

        _ranks[rank].Add(address, work);
        _waiting[address] = new Waiting(_waiting.GetValueOrDefault(address).Count + 1, rank);
        Count++;
        NoteFirstRank();
        return true;
    }

    /// <summary>Whether there is room for more of an address, or a place to take. Ranks as <see cref="TryAdd"/> does.</summary>
    public bool HasRoom(UInt128 address, int rank)
    {
        if (_waiting.TryGetValue(address, out var own) && own.Rank != rank)
        {
            // Else those who came first in a flood would keep the rank of somebody who has never asked.
            _ranks[rank].Add(address, _ranks[own.Rank].TakeAll(address));
            _waiting[address] = own with { Rank = rank };
            NoteFirstRank();
        }

        return own.Count < capacityPerAddress && (Count < capacity || LastBehind(rank) is not null);
    }

    /// <summary>Whose turn it is, or null: nothing waits.</summary>
    public HashingWork? Next()
    {
        // The first in rank, and every fourth time the next in rank, so that nobody waits for ever.
        var lesser = ++_turn % TurnsOfFirst == 0;
        Rank? chosen = null;
        foreach (var rank in _ranks)
        {
            if (!rank.IsEmpty)
            {
                var found = chosen is not null;
                chosen = rank;
                if (found || !lesser)
                {
                    break;
                }
            }
        }

        return chosen is null ? null : Taken(chosen.TakeFirst());
    }

    /// <summary>Takes everything out.</summary>
    public IReadOnlyList<HashingWork> Clear()
    {
        var all = new List<HashingWork>(Count);
        while (Next() is { } work)
        {
            all.Add(work);
        }

        return all;
    }

    private Rank? LastBehind(int rank)
    {
        for (var i = Ranks - 1; i > rank; i--)
        {
            if (!_ranks[i].IsEmpty)
            {
                return _ranks[i];
            }
        }

        return null;
    }

    private HashingWork Taken((UInt128 Address, HashingWork Work) taken)
    {
        Count--;
        var left = _waiting[taken.Address];
        if (left.Count == 1)
        {
            _waiting.Remove(taken.Address);
        }
        else
        {
            _waiting[taken.Address] = left with { Count = left.Count - 1 };
        }

        taken.Work.Rank = left.Rank;
        NoteFirstRank();
        return taken.Work;
    }

    private void NoteFirstRank()
    {
        var first = 0;
        while (first < Ranks && _ranks[first].IsEmpty)
        {
            first++;
        }

        Volatile.Write(ref _firstRank, first);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Waiting(int Count, int Rank);

    private sealed class Rank
    {
        private readonly Dictionary<UInt128, List<HashingWork>> _byAddress = [];
        private readonly List<UInt128> _turns = [];

        public bool IsEmpty => _turns.Count == 0;

        public void Add(UInt128 address, HashingWork work)
        {
            if (!_byAddress.TryGetValue(address, out var waiting))
            {
                _byAddress.Add(address, waiting = []);
                _turns.Add(address);
            }

            waiting.Add(work);
        }

        // What waits of an address is all in one rank: this one has nothing of it yet.
        public void Add(UInt128 address, List<HashingWork> waiting)
        {
            _byAddress.Add(address, waiting);
            _turns.Add(address);
        }

        public List<HashingWork> TakeAll(UInt128 address)
        {
            _turns.Remove(address);
            _byAddress.Remove(address, out var waiting);
            return waiting!;
        }

        // Addresses take turns, whatever the number of passwords that each one sends.
        public (UInt128 Address, HashingWork Work) TakeFirst()
        {
            var address = _turns[0];
            _turns.RemoveAt(0);
            var waiting = _byAddress[address];
            var work = waiting[0];
            waiting.RemoveAt(0);
            if (waiting.Count > 0)
            {
                _turns.Add(address);
            }
            else
            {
                _byAddress.Remove(address);
            }

            return (address, work);
        }

        public (UInt128 Address, HashingWork Work) TakeLast()
        {
            var address = _turns.MaxBy(candidate => _byAddress[candidate].Count);
            var waiting = _byAddress[address];
            var work = waiting[^1];
            waiting.RemoveAt(waiting.Count - 1);
            if (waiting.Count == 0)
            {
                _byAddress.Remove(address);
                _turns.Remove(address);
            }

            return (address, work);
        }
    }
}
