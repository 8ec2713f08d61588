namespace Gatehouse.Providers.Keys;

/// <summary>Reads a key set from where it is published. Called by one at a time; never throws but when cancelled.</summary>
internal interface IKeySource : IDisposable
{
    long? ClockAheadSeconds { get; }

    Task<KeyFetch> FetchAsync(FetchReason reason, CancellationToken cancellationToken);
}
