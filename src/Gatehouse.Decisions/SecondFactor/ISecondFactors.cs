namespace Gatehouse.Decisions.SecondFactor;

/// <summary>The second factors of those who have one.</summary>
public interface ISecondFactors
{
    /// <summary>A user's, or null.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<SecondFactorRecord?> FindSecondFactorAsync(long userId, CancellationToken cancellationToken);

    /// <summary>
    /// In one step: keeps a second factor and ends every session of its user's but <paramref name="butSession"/>. False
    /// where the user has one already, or is gone or closed.
    /// </summary>
    ValueTask<bool> AddSecondFactorAsync(
        NewSecondFactor factor,
        string? butSession,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// Uses the code of a step of time; of several at once exactly one is the first. False where a code of this step or a
    /// later one was used, or the factor is another by now.
    /// </summary>
    ValueTask<bool> UseStepAsync(SecondFactorRecord factor, long step, CancellationToken cancellationToken);

    /// <summary>Uses a recovery code up; false where the user has none with this hash.</summary>
    ValueTask<bool> UseRecoveryCodeAsync(long userId, ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken);

    /// <summary>Keeps other recovery codes in place of those that are left; false where the user has no second factor.</summary>
    ValueTask<bool> ReplaceRecoveryCodesAsync(
        long userId,
        IReadOnlyList<byte[]> recoveryCodes,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// In one step: removes the second factor with its recovery codes and ends every session of the user's but
    /// <paramref name="butSession"/>. False where there is none.
    /// </summary>
    ValueTask<bool> RemoveSecondFactorAsync(long userId, string? butSession, CancellationToken cancellationToken);
}
