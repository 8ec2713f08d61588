using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.TestKit;

/// <summary>A provider whose keys a test hands out.</summary>
public sealed class TestProvider(
    string name,
    string issuer,
    string? audience,
    params IReadOnlyList<VerificationKey> keys
) : IProvider
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Issuer => issuer;

    /// <inheritdoc/>
    public string? Audience => audience;

    /// <inheritdoc/>
    public bool Strict { get; init; }

    /// <inheritdoc/>
    public IReadOnlyList<string> TwoFactorAcr { get; init; } = [];

    /// <inheritdoc/>
    public long? ClockAheadSeconds { get; set; }

    /// <summary>Whether it can be asked.</summary>
    public ProviderState State { get; set; } = ProviderState.Known;

    /// <summary>What every question throws, where something is given.</summary>
    public Exception? Failure { get; set; }

    /// <inheritdoc/>
    public ValueTask<ProviderKeys> FindKeysAsync(string? keyId, string algorithm, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        return new(
            new ProviderKeys(
                State,
                State == ProviderState.Known
                    ?
                    [
                        .. keys.Where(key =>
                            (keyId is null || key.KeyId == keyId)
                            && key.Algorithms.Contains(algorithm, StringComparer.Ordinal)
                        ),
                    ]
                    : [],
                State == ProviderState.Known ? null : "away",
                State == ProviderState.Unreachable ? TimeSpan.FromSeconds(3) : null
            )
        );
    }
}
