namespace Gatehouse.Decisions.Passwords;

/// <summary>
/// How long a thread that hashes rests: briefly for whoever has asked little in vain, and longer over what comes from an
/// address that has asked much, as long as nobody waits who has not. So a flood of guesses gets little of the machine, and
/// who signs in meanwhile does not wait for the rests of what is hashed before.
/// </summary>
/// <param name="firstRank">The first rank of those that wait.</param>
/// <param name="rest">Rests for so many microseconds.</param>
internal sealed class HashingPace(Func<int> firstRank, Action<int> rest)
{
    private const int Brief = 50;

    // Four times as long for each rank behind this one, to which a few people come who sign in at one address at the same
    // time; up to sixteen times.
    private const int LastUsualRank = 3;
    private const int LastDistinguishedRank = 5;

    private int _rank;
    private long _longer;

    /// <summary>What the rests since <see cref="Begin"/> were longer than brief ones, in sum.</summary>
    public TimeSpan Longer => TimeSpan.FromMicroseconds(Volatile.Read(ref _longer));

    /// <summary>Begins with the work of an address that has this rank.</summary>
    public void Begin(int rank)
    {
        _rank = rank;
        Volatile.Write(ref _longer, 0);
    }

    /// <summary>Rests.</summary>
    public void Rest()
    {
        var rank = Math.Clamp(Math.Min(_rank, firstRank()), LastUsualRank, LastDistinguishedRank);
        var microseconds = Brief << (2 * (rank - LastUsualRank));
        rest(microseconds);
        Volatile.Write(ref _longer, _longer + microseconds - Brief);
    }
}
