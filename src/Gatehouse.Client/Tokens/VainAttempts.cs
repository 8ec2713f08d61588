using System.Collections.Concurrent;

namespace Gatehouse.Client.Tokens;

/// <summary>What was tried in vain lately: not to be tried again for a while.</summary>
internal sealed class VainAttempts(TimeProvider clock)
{
    private const int MostKept = 100;

    private static readonly TimeSpan _life = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, long> _past = new(StringComparer.Ordinal);

    /// <summary>Whether it may be tried.</summary>
    public bool IsOpen(string what) => !_past.TryGetValue(what, out var at) || clock.GetElapsedTime(at) >= _life;

    /// <summary>It was tried in vain.</summary>
    public void Add(string what)
    {
        // What is tried is for others to choose: it must not fill the memory.
        if (_past.Count >= MostKept)
        {
            _past.Clear();
        }

        _past[what] = clock.GetTimestamp();
    }
}
