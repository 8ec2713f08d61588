using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Remembered;

/// <summary>
/// Which credentials have failed lately, by their keyed hash, so that a repeated failure can be explained further, and a
/// forged token is not verified again and again. A table of fixed size: what is displaced is told as a first failure.
/// </summary>
public sealed class FailedCredentials
{
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ForgeryMemory = TimeSpan.FromSeconds(10);

    private readonly Entry?[] _entries = new Entry?[4096];

    /// <summary>Notes a failure; true where the same credentials failed within the last ten minutes.</summary>
    public bool Note(UInt128 key, Failed finding, DateTimeOffset now)
    {
        ref var place = ref Place(key);
        var known = Volatile.Read(ref place);
        var seen = known is not null && known.Key == key && now - known.At < Memory;

        // What was told from memory keeps the time at which it was found, or it would never be looked at again.
        if (!seen || !ReferenceEquals(known!.Finding, finding))
        {
            Volatile.Write(ref place, new Entry(key, finding, now));
        }

        return seen;
    }

    /// <summary>
    /// The finding on a token whose signature was found wrong within the last ten seconds, or null: a signature does not
    /// become right by waiting.
    /// </summary>
    public Failed? FindForgery(UInt128 key, DateTimeOffset now) =>
        Volatile.Read(ref Place(key)) is { } entry
        && entry.Key == key
        && entry.Finding.Cause == Causes.Token.SignatureInvalid
        && now - entry.At < ForgeryMemory
            ? entry.Finding
            : null;

    private ref Entry? Place(UInt128 key) => ref _entries[(int)((ulong)(key >> 64) % (ulong)_entries.Length)];

    private sealed record Entry(UInt128 Key, Failed Finding, DateTimeOffset At);
}
