namespace Gatehouse.Decisions.Guessing;

/// <summary>
/// Which secrets were tried lately, by a hash under a key that never leaves this process: a program that repeats one wrong
/// password is counted once, and answered without hashing again; requests at the same time with one password count as one.
/// A table of fixed size: what is displaced counts anew.
/// </summary>
internal sealed class TriedSecrets(int capacity)
{
    // Programs that nobody looks after try again after hours.
    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly Entry?[] _entries = new Entry?[capacity];

    /// <summary>Whether the secret was tried, and found wrong by this very <paramref name="judgedBy"/>.</summary>
    public bool IsWrong(UInt128 key, UInt128 judgedBy, DateTimeOffset now) =>
        Find(key, now) is { } entry && entry.WrongBy == judgedBy;

    /// <summary>Whether the secret was tried, or is being judged.</summary>
    public bool IsCounted(UInt128 key, DateTimeOffset now) => Find(key, now) is not null;

    /// <summary>Notes that the secret is counted, before it is judged.</summary>
    public void Count(UInt128 key, DateTimeOffset now) =>
        Volatile.Write(ref Place(key), new Entry(key, UInt128.Zero, now));

    /// <summary>Notes that the secret is wrong; false where it was not counted (any more).</summary>
    public bool NoteWrong(UInt128 key, UInt128 judgedBy, DateTimeOffset now) =>
        Interlocked.Exchange(ref Place(key), new Entry(key, judgedBy, now))?.Key == key;

    /// <summary>
    /// Forgets the secret, whose count is to be taken back. False where another request has found it wrong meanwhile: then
    /// the count stands.
    /// </summary>
    public bool TryForget(UInt128 key)
    {
        ref var place = ref Place(key);
        var entry = Volatile.Read(ref place);
        return entry?.Key != key
            || (
                entry.WrongBy == UInt128.Zero
                && ReferenceEquals(Interlocked.CompareExchange(ref place, value: null, entry), entry)
            );
    }

    private Entry? Find(UInt128 key, DateTimeOffset now) =>
        Volatile.Read(ref Place(key)) is { } entry && entry.Key == key && now - entry.At < Memory ? entry : null;

    private ref Entry? Place(UInt128 key) => ref _entries[(int)((ulong)(key >> 64) % (ulong)_entries.Length)];

    private sealed record Entry(UInt128 Key, UInt128 WrongBy, DateTimeOffset At);
}
