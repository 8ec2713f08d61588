namespace Gatehouse.Decisions.Replays;

/// <summary>Remembers which counts of a nonce were used, so that a request that was listened to cannot be sent again.</summary>
public interface IUseCounts
{
    /// <summary>
    /// Names those who see these counts, and stands in every nonce that relies on them: another number for each process
    /// that keeps them in its own memory, the same one for all that share a store. A nonce of another origin is old.
    /// </summary>
    long Origin { get; }

    /// <summary>Uses a count of a nonce; of several at once exactly one is the first.</summary>
    /// <param name="nonce">Names the nonce.</param>
    /// <param name="issuedAt">When it was issued.</param>
    /// <param name="until">When it ends: nobody asks about it later than a minute after.</param>
    /// <param name="count">The count, 1 or more.</param>
    /// <param name="now">When the request was received.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="StoreUnavailableException">The counts cannot be read or written.</exception>
    ValueTask<CountUse> UseAsync(
        UInt128 nonce,
        DateTimeOffset issuedAt,
        DateTimeOffset until,
        uint count,
        DateTimeOffset now,
        CancellationToken cancellationToken
    );
}
