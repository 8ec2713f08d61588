using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Storage.Journal;

/// <summary>
/// Which refusals are kept whole: all of them while a second is quiet, so that whoever tries things out finds each one;
/// then the first of each cause, route and client, at most 2,000 a second. The seconds of each begin at a moment of its own,
/// so that a flood from a thousand addresses is not written down in one piece each time the clock ticks. A table of fixed
/// size without locks: each slot holds a second and 32 bits of hash.
/// </summary>
internal sealed class AdmissionWindow
{
    /// <summary>Whole entries a second at most.</summary>
    public const int PerSecond = 2000;

    /// <summary>So many a second are kept whatever they are.</summary>
    public const int Quiet = 50;

    private const int Slots = 1 << 15;
    private const int Ways = 4;

    // Seconds by which an instant may lie before the newest one and still count with it, as a request that took long to
    // judge does; more is a clock set back.
    private const long Straggling = 60;

    private readonly long[] _slots = new long[Slots];
    private long _budget;

    /// <summary>Whether this one is kept whole, which was refused so many milliseconds after 1970-01-01 UTC.</summary>
    public bool Admits(Cause cause, string? route, IPAddress? client, long milliseconds)
    {
        var second = milliseconds / 1000;
        var taken = Taken(second);
        return taken < PerSecond
            && (IsFirst(cause, route, client, milliseconds) || taken < Quiet)
            && TakeBudget(second);
    }

    private static long OwnSecond(uint hash, long milliseconds) => (milliseconds + (hash % 1000)) / 1000;

    private static long Second(long packed) => packed >>> 32;

    private uint Taken(long second)
    {
        var budget = Volatile.Read(ref _budget);
        return Shares(budget, second) ? (uint)budget : 0;
    }

    private bool TakeBudget(long second)
    {
        while (true)
        {
            var budget = Volatile.Read(ref _budget);
            var shares = Shares(budget, second);
            if (shares && (uint)budget >= PerSecond)
            {
                return false;
            }

            var next = shares ? budget + 1 : (second << 32) | 1;
            if (Interlocked.CompareExchange(ref _budget, next, budget) == budget)
            {
                return true;
            }
        }
    }

    private static bool Shares(long packed, long second) => Second(packed) - second is >= 0 and <= Straggling;

    private bool IsFirst(Cause cause, string? route, IPAddress? client, long milliseconds)
    {
        // Two hashes under the process's own seed: nobody outside can make two clients collide on purpose.
        var start = (int)((uint)HashCode.Combine(cause.Number, route, client) & (Slots - Ways));
        var hash = (uint)HashCode.Combine(client, cause.Number, Slots, route);
        var second = OwnSecond(hash, milliseconds);
        var mark = (second << 32) | hash;
        while (true)
        {
            var free = -1;
            var found = 0L;
            for (var slot = start; slot < start + Ways; slot++)
            {
                var held = Volatile.Read(ref _slots[slot]);
                if ((uint)held == hash && Shares(held, second))
                {
                    return false;
                }

                if (free < 0 && !Shares(held, OwnSecond((uint)held, milliseconds)))
                {
                    free = slot;
                    found = held;
                }
            }

            if (free < 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _slots[free], mark, found) == found)
            {
                return true;
            }
        }
    }
}
