namespace Gatehouse.Decisions.Guessing;

/// <summary>What of guessing outlives a process, and what processes that share a store tell each other.</summary>
public interface IGuessStore
{
    /// <summary>The site's key for counting, made where there is none; see <see cref="GuessKeys"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be used.</exception>
    ValueTask<byte[]> GuessingKeyAsync(CancellationToken cancellationToken);

    /// <summary>A number that rises whenever somebody bans, lifts a ban or forgives a user.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<long> GuessingChangeAsync(CancellationToken cancellationToken);

    /// <summary>The counters that held when they were last written, and still do.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<GuessHold>> ListHoldsAsync(CancellationToken cancellationToken);

    /// <summary>Writes counters that hold, and where users have signed in, in one step. Both are bounded.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    ValueTask SaveGuessesAsync(
        IReadOnlyList<GuessHold> holds,
        IReadOnlyList<SignInPlace> places,
        CancellationToken cancellationToken
    );

    /// <summary>Whether a user has signed in from an address within the last thirty days.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<bool> KnowsPlaceAsync(SignInPlace place, CancellationToken cancellationToken);

    /// <summary>The bans in force, and those that ended within <see cref="Ban.Memory"/>.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<Ban>> ListBansAsync(CancellationToken cancellationToken);

    /// <summary>Keeps a ban in place of an earlier one of the same address.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    ValueTask AddBanAsync(Ban ban, CancellationToken cancellationToken);

    /// <summary>Ends the bans of an address or a network, and forgets them; how many there were.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    ValueTask<int> LiftBanAsync(System.Net.IPNetwork network, CancellationToken cancellationToken);

    /// <summary>Forgets what is counted of a user, on every process.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be written.</exception>
    ValueTask ForgiveUserAsync(string canonicalName, CancellationToken cancellationToken);

    /// <summary>The users forgiven since a change, and the number of the last change.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<IReadOnlyList<uint>> ListForgivenAsync(long sinceChange, CancellationToken cancellationToken);
}
