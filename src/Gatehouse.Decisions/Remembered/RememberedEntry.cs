using Gatehouse.Decisions.Schemes;

namespace Gatehouse.Decisions.Remembered;

/// <summary>A verified credential as it is remembered.</summary>
/// <param name="key">Its keyed hash.</param>
/// <param name="finding">What was found.</param>
/// <param name="word">The revocation word when it was last known to stand.</param>
public sealed class RememberedEntry(UInt128 key, Authenticated finding, long word)
{
    private long _word = word;

    /// <summary>The keyed hash of the credential and of where it was judged.</summary>
    public UInt128 Key { get; } = key;

    /// <summary>What was found.</summary>
    public Authenticated Finding { get; } = finding;

    /// <summary>The revocation word when it was last known to stand.</summary>
    public long Word
    {
        get => Volatile.Read(ref _word);
        set => Volatile.Write(ref _word, value);
    }
}
