namespace Gatehouse.Decisions.Remembered;

/// <summary>How often credentials were found among the remembered ones, and how often they had to be verified.</summary>
public sealed class RememberedUses
{
    private long _hits;
    private long _misses;

    /// <summary>Credentials that were remembered and still stood.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Credentials that had to be verified.</summary>
    public long Misses => Interlocked.Read(ref _misses);

    internal void Hit() => Interlocked.Increment(ref _hits);

    internal void Miss() => Interlocked.Increment(ref _misses);
}
