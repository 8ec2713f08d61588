using Gatehouse.Decisions.Providers;
using Gatehouse.Providers.Fetching;
using Gatehouse.Providers.Keys;

namespace Gatehouse.Providers.Discovery;

/// <summary>
/// A key set whose address the issuer's metadata names. The metadata is read again with each refresh; an unknown key
/// takes the address known already, so that it costs one fetch.
/// </summary>
internal sealed class DiscoveredKeySource(string issuer, Uri issuerAddress, DocumentReader reader, AddressGuard guard)
    : IKeySource
{
    private readonly IReadOnlyList<Uri> _addresses = DiscoveryAddresses.Of(issuerAddress);
    private Uri? _keySet;

    public long? ClockAheadSeconds => reader.ClockAheadSeconds;

    public async Task<KeyFetch> FetchAsync(FetchReason reason, CancellationToken cancellationToken)
    {
        if (reason == FetchReason.Due || _keySet is null)
        {
            _keySet = null;
            if (await DiscoverAsync(cancellationToken) is { } failed)
            {
                return failed;
            }
        }
        DocumentAnswer answer = await reader.ReadAsync(_keySet!, cancellationToken);
        return answer.Body is { } document ? KeyFetch.Of(document, QuotedText.Of(_keySet!)) : Failed(answer);
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Finds the key set's address; null where that went well.</summary>
    private async Task<KeyFetch?> DiscoverAsync(CancellationToken cancellationToken)
    {
        DocumentAnswer? first = null;
        foreach (Uri address in _addresses)
        {
            DocumentAnswer answer = await reader.ReadAsync(address, cancellationToken);
            if (answer.Body is { } document)
            {
                return await AcceptAsync(document, address, cancellationToken);
            }
            if (!answer.NotThere)
            {
                return Failed(answer);
            }
            first ??= answer;
        }
        return Failed(first!);
    }

    private async Task<KeyFetch?> AcceptAsync(
        ReadOnlyMemory<byte> document,
        Uri address,
        CancellationToken cancellationToken
    )
    {
        if (!DiscoveryDocument.TryRead(document, issuer, issuerAddress, out Uri? keySet, out string? fault))
        {
            return Misconfigured($"{QuotedText.Of(address)} {fault}.");
        }
        if (await guard.RefusalAsync(keySet, cancellationToken) is { } refusal)
        {
            return Misconfigured(
                $"{QuotedText.Of(keySet)}, the jwks_uri of {QuotedText.Of(address)}, was not asked: {refusal}"
            );
        }
        _keySet = keySet;
        return null;
    }

    private static KeyFetch Failed(DocumentAnswer answer) =>
        KeyFetch.Failed(answer.FailedState, answer.Failure!, answer.RetryAfter);

    private static KeyFetch Misconfigured(string sentence) =>
        KeyFetch.Failed(ProviderState.Misconfigured, sentence, retryAfter: null);
}
