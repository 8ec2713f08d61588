using System.Collections.Concurrent;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Storage.Journal;

/// <summary>
/// Counts by cause and second, without locks: each cause has a ring of slots, each a second and a number. The writer
/// empties them; one that comes round again before that is set aside, so that nothing is lost.
/// </summary>
internal sealed class RefusalCounts
{
    private const int Ring = 64;

    private readonly long[]?[] _rings;
    private readonly ConcurrentQueue<(ushort Cause, long Packed)> _aside = new();

    public RefusalCounts()
    {
        _rings = new long[Causes.All.Max(cause => cause.Number) + 1][];
        foreach (var cause in Causes.All)
        {
            _rings[cause.Number] = new long[Ring];
        }
    }

    /// <summary>Counts one refusal.</summary>
    public void Count(Cause cause, long second)
    {
        ref var slot = ref _rings[cause.Number]![second & (Ring - 1)];
        while (true)
        {
            var held = Volatile.Read(ref slot);
            var same = held >>> 32 == second;
            var next = same ? held + 1 : (second << 32) | 1;
            if (Interlocked.CompareExchange(ref slot, next, held) != held)
            {
                continue;
            }

            if (!same && held != 0)
            {
                _aside.Enqueue((cause.Number, held));
            }

            return;
        }
    }

    /// <summary>Moves what was counted into <paramref name="counts"/>.</summary>
    public void MoveTo(Dictionary<(ushort Cause, long Second), long> counts)
    {
        while (_aside.TryDequeue(out var aside))
        {
            Add(counts, aside.Cause, aside.Packed);
        }

        for (var number = 0; number < _rings.Length; number++)
        {
            if (_rings[number] is not { } ring)
            {
                continue;
            }

            for (var index = 0; index < Ring; index++)
            {
                if (Volatile.Read(ref ring[index]) != 0)
                {
                    Add(counts, (ushort)number, Interlocked.Exchange(ref ring[index], 0));
                }
            }
        }
    }

    private static void Add(Dictionary<(ushort Cause, long Second), long> counts, ushort cause, long packed)
    {
        var key = (cause, packed >>> 32);
        counts[key] = counts.GetValueOrDefault(key) + (uint)packed;
    }
}
