namespace Gatehouse.Client.Tokens;

/// <content>Authorization servers that resources name.</content>
internal sealed partial class TokenKeeper
{
    /// <inheritdoc/>
    public ValueTask<AccessToken?> DiscoverAsync(Uri resource, Uri metadata, CancellationToken cancellationToken) =>
        ValueTask.FromResult<AccessToken?>(null);
}
