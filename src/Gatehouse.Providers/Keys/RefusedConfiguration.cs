using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers.Keys;

/// <summary>A provider that cannot be asked as it is configured: it judges nobody until the configuration changes.</summary>
internal sealed class RefusedConfiguration(string sentence, DateTimeOffset since) : IKeySupply
{
    private readonly ProviderKeys _refusal = new(ProviderState.Misconfigured, [], sentence, null);

    public Task FirstAttempt => Task.CompletedTask;

    public ProviderHealth Health => new(ProviderState.Misconfigured, null, sentence, since, 0, [], null, null);

    public long? ClockAheadSeconds => null;

    public ValueTask<ProviderKeys> FindAsync(string? keyId, string algorithm, CancellationToken cancellationToken) =>
        new(_refusal);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
