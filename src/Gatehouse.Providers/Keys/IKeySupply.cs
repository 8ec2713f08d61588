using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers.Keys;

/// <summary>Where a provider's keys are found for one token.</summary>
internal interface IKeySupply : IAsyncDisposable
{
    /// <summary>Ends once keys were asked for the first time, whatever came of it.</summary>
    Task FirstAttempt { get; }

    ProviderHealth Health { get; }

    long? ClockAheadSeconds { get; }

    /// <summary>Asks again at once where no keys are had, whatever pause was due: for when the provider has just answered.</summary>
    Task AskAgainAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    ValueTask<ProviderKeys> FindAsync(string? keyId, string algorithm, CancellationToken cancellationToken);
}
