namespace Gatehouse.Decisions.Tokens;

/// <summary>
/// Gives and ends what our own tokens stand on. Every end raises the revocation word, so that it is seen at the next
/// request on every process.
/// </summary>
public interface ITokenAdministration : IGrantDirectory, ITokenRevocations
{
    /// <summary>
    /// Keeps a grant; false where meanwhile the session in which it is given has ended, or the account was closed. Of a
    /// person's grants to one program the oldest make room.
    /// </summary>
    ValueTask<bool> AddGrantAsync(NewGrant grant, CancellationToken cancellationToken);

    /// <summary>
    /// Exchanges a code, of several uses at once exactly one; a second use ends everything that came of the first.
    /// </summary>
    ValueTask<CodeResult> UseCodeAsync(CodeUse use, CancellationToken cancellationToken);

    /// <summary>
    /// Uses a refresh token: of several uses at once exactly one rotates, and the others get what that one was given. A
    /// use after <see cref="RefreshUse.Grace"/> ends the family.
    /// </summary>
    ValueTask<RefreshResult> UseRefreshTokenAsync(RefreshUse use, CancellationToken cancellationToken);

    /// <summary>The grant that a refresh token belongs to, used or not; or null.</summary>
    ValueTask<TokenGrant?> FindGrantOfAsync(ReadOnlyMemory<byte> refreshSha256, CancellationToken cancellationToken);

    /// <summary>The grants of a person, or everybody's, that have not ended; the last used first.</summary>
    ValueTask<IReadOnlyList<TokenGrant>> ListGrantsAsync(
        string? canonicalUserName,
        CancellationToken cancellationToken
    );

    /// <summary>Ends one; false where there is none of this id, or it has ended already.</summary>
    ValueTask<bool> EndGrantAsync(string id, GrantEnd by, CancellationToken cancellationToken);

    /// <summary>Refuses a JWT from now on, until its own end has passed.</summary>
    /// <param name="signingInputHash">The SHA-256 of what is signed.</param>
    /// <param name="expiresAt">When it would end by itself.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask RevokeTokenAsync(
        ReadOnlyMemory<byte> signingInputHash,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Drops what has no use any more: sealed pairs past <paramref name="grace"/>, revocations of tokens that have ended,
    /// and grants that ended more than <paramref name="keep"/> ago.
    /// </summary>
    ValueTask SweepTokensAsync(TimeSpan grace, TimeSpan keep, CancellationToken cancellationToken);
}
