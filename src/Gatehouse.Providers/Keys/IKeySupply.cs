using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers.Keys;

/// <summary>Where a provider's keys are found for one token.</summary>
internal interface IKeySupply : IAsyncDisposable
{
    /// <summary>Ends once keys were asked for the first time, whatever came of it.</summary>
    Task FirstAttempt { get; }

    ProviderHealth Health { get; }

    long? ClockAheadSeconds { get; }

    ValueTask<ProviderKeys> FindAsync(string? keyId, string algorithm, CancellationToken cancellationToken);
}
