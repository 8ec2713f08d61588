using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Providers.Keys;

/// <summary>A secret from the configuration: never asked for, never changed.</summary>
internal sealed class ConfiguredSecret(VerificationKey key, DateTimeOffset since) : IKeySupply
{
    private readonly ProviderKeys _keys = new(ProviderState.Known, [key], null, null);

    public Task FirstAttempt => Task.CompletedTask;

    public ProviderHealth Health => new(ProviderState.Known, since, null, null, 1, [], null, null);

    public long? ClockAheadSeconds => null;

    public ValueTask<ProviderKeys> FindAsync(string? keyId, string algorithm, CancellationToken cancellationToken) =>
        new(Fits(keyId, algorithm) ? _keys : KeyTable.Nothing);

    public ValueTask DisposeAsync()
    {
        key.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool Fits(string? keyId, string algorithm) =>
        string.Equals(key.Algorithms[0], algorithm, StringComparison.Ordinal)
        && (key.KeyId is null || keyId is null || string.Equals(key.KeyId, keyId, StringComparison.Ordinal));
}
