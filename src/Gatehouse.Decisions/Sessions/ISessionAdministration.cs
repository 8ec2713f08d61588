namespace Gatehouse.Decisions.Sessions;

/// <summary>
/// Begins and ends sessions. Every end raises the revocation word, so that it is seen at the next request on every
/// process.
/// </summary>
public interface ISessionAdministration : ISessionDirectory
{
    /// <summary>
    /// Begins a session and, in the same step, ends the one it replaces. False, and neither, where meanwhile the account
    /// was removed, disabled or locked, or its password changed.
    /// </summary>
    ValueTask<bool> StartSessionAsync(NewSession session, CancellationToken cancellationToken);

    /// <summary>The session of this public id, ended or not; or null.</summary>
    ValueTask<SessionRecord?> FindSessionByIdAsync(string id, CancellationToken cancellationToken);

    /// <summary>The sessions of a user, or everybody's, that have not ended; the last used first.</summary>
    ValueTask<IReadOnlyList<SessionRecord>> ListSessionsAsync(
        string? canonicalUserName,
        CancellationToken cancellationToken
    );

    /// <summary>Ends one; false where there is none of this id, or it has ended already.</summary>
    ValueTask<bool> EndSessionAsync(string id, SessionEnd by, CancellationToken cancellationToken);

    /// <summary>Ends every session of a user's but one; how many there were.</summary>
    ValueTask<int> EndSessionsAsync(long userId, string? butId, SessionEnd by, CancellationToken cancellationToken);

    /// <summary>
    /// Ends the sessions that a provider vouched for: those of its session <paramref name="providerSession"/>, or,
    /// where that is null, all of the subject's. How many there were.
    /// </summary>
    ValueTask<int> EndSessionsOfAsync(
        string provider,
        string? subject,
        string? providerSession,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Keeps what a renewal at the provider brought. False where the session has ended meanwhile, or another process
    /// has renewed it since <paramref name="expected"/> was read.
    /// </summary>
    ValueTask<bool> RenewSessionAsync(
        string id,
        ReadOnlyMemory<byte> expected,
        ReadOnlyMemory<byte> renewed,
        IReadOnlyList<string>? roles,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Writes the end of sessions that have passed their limits, for counts and lists, and drops those that ended more
    /// than <paramref name="keep"/> ago.
    /// </summary>
    ValueTask SweepSessionsAsync(SessionRules rules, TimeSpan keep, CancellationToken cancellationToken);

    /// <summary>How sessions that ended since <paramref name="since"/> ended, and how long they had lasted.</summary>
    ValueTask<IReadOnlyList<SessionLifetimes>> SessionLifetimesAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    );
}
