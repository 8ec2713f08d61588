using Gatehouse.Decisions.SecondFactor;

namespace Gatehouse.TestKit;

/// <summary>Second factors in memory.</summary>
public sealed class InMemorySecondFactors : ISecondFactors
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, (SecondFactorRecord Record, List<string> Codes)> _factors = [];

    /// <inheritdoc/>
    public ValueTask<SecondFactorRecord?> FindSecondFactorAsync(long userId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(
                _factors.TryGetValue(userId, out var factor)
                    ? factor.Record with
                    {
                        RecoveryCodes = factor.Codes.Count,
                    }
                    : null
            );
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> AddSecondFactorAsync(
        NewSecondFactor factor,
        string? butSession,
        CancellationToken cancellationToken
    )
    {
        lock (_gate)
        {
            return new(
                _factors.TryAdd(
                    factor.UserId,
                    (
                        new(factor.UserId, factor.Sealed, DateTimeOffset.UnixEpoch, factor.LastStep, RecoveryCodes: 0),
                        [.. factor.RecoveryCodes.Select(Convert.ToHexString)]
                    )
                )
            );
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> UseStepAsync(SecondFactorRecord factor, long step, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_factors.TryGetValue(factor.UserId, out var known) || known.Record.LastStep >= step)
            {
                return new(false);
            }

            _factors[factor.UserId] = (known.Record with { LastStep = step }, known.Codes);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> UseRecoveryCodeAsync(
        long userId,
        ReadOnlyMemory<byte> sha256,
        CancellationToken cancellationToken
    )
    {
        lock (_gate)
        {
            return new(
                _factors.TryGetValue(userId, out var known) && known.Codes.Remove(Convert.ToHexString(sha256.Span))
            );
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> ReplaceRecoveryCodesAsync(
        long userId,
        IReadOnlyList<byte[]> recoveryCodes,
        CancellationToken cancellationToken
    )
    {
        lock (_gate)
        {
            if (!_factors.TryGetValue(userId, out var known))
            {
                return new(false);
            }

            _factors[userId] = (known.Record, [.. recoveryCodes.Select(Convert.ToHexString)]);
            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> RemoveSecondFactorAsync(long userId, string? butSession, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_factors.Remove(userId));
        }
    }
}
