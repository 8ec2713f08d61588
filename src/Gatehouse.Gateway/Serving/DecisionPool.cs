using System.Collections.Concurrent;
using Gatehouse.Decisions;

namespace Gatehouse.Gateway.Serving;

/// <summary>Decisions to be used again, so that a request costs none of its own.</summary>
internal sealed class DecisionPool
{
    private const int Most = 1024;

    private readonly ConcurrentQueue<Decision> _free = new();
    private int _count;

    public Decision Rent()
    {
        if (_free.TryDequeue(out var decision))
        {
            Interlocked.Decrement(ref _count);
            return decision;
        }

        return new Decision();
    }

    public void Return(Decision decision)
    {
        decision.Release();
        if (Interlocked.Increment(ref _count) <= Most)
        {
            _free.Enqueue(decision);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
