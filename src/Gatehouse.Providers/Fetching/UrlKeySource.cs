using Gatehouse.Providers.Keys;

namespace Gatehouse.Providers.Fetching;

/// <summary>A key set at an address that the operator has written down.</summary>
internal sealed class UrlKeySource(Uri address, DocumentReader reader) : IKeySource
{
    public long? ClockAheadSeconds => reader.ClockAheadSeconds;

    public async Task<KeyFetch> FetchAsync(FetchReason reason, CancellationToken cancellationToken)
    {
        DocumentAnswer answer = await reader.ReadAsync(address, cancellationToken);
        return answer.Body is { } document
            ? KeyFetch.Of(document, QuotedText.Of(address))
            : KeyFetch.Failed(answer.FailedState, answer.Failure!, answer.RetryAfter);
    }

    public void Dispose() => reader.Dispose();
}
