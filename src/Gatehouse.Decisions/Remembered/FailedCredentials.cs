namespace Gatehouse.Decisions.Remembered;

/// <summary>
/// Which credentials have failed lately, by their keyed hash, so that a repeated failure can be explained further. A
/// table of fixed size: what is displaced is told as a first failure.
/// </summary>
public sealed class FailedCredentials
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private readonly Entry?[] _entries = new Entry?[4096];

    /// <summary>Notes a failure; true where the same credentials failed within the last ten minutes.</summary>
    public bool Note(UInt128 key, DateTimeOffset now)
    {
        ref var place = ref _entries[(int)((ulong)(key >> 64) % (ulong)_entries.Length)];
        var seen = Volatile.Read(ref place) is { } entry && entry.Key == key && now - entry.At < Memory;
        Volatile.Write(ref place, new Entry(key, now));
        return seen;
    }

    private sealed record Entry(UInt128 Key, DateTimeOffset At);
}
