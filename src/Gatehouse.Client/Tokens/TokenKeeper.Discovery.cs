using Gatehouse.Client.Providers;
using Gatehouse.Client.Tokens.Renewal;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tokens;

/// <content>Authorization servers that resources name.</content>
internal sealed partial class TokenKeeper
{
    /// <inheritdoc/>
    public async ValueTask<AccessToken?> DiscoverAsync(Uri resource, Uri metadata, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(metadata);
        if (_settings.AllowedIssuers.Count == 0 || !ResourceMetadata.MayRead(resource, metadata))
        {
            return null;
        }

        var discovery = new Discovery(resource, metadata);
        while (JoinOrDiscover(discovery) is { } flight)
        {
            var result = await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (flight.Demand.Discovery?.Metadata != metadata)
            {
                continue;
            }

            return result switch
            {
                { Granted: { } granted } => granted.Token,
                { Fault: { IsUnavailable: false } fault } when fault.Provider == metadata => null,
                _ => throw Exception(result.Fault!),
            };
        }

        return _found == metadata && TryGet(out var token) ? token : null;
    }

    private Flight? JoinOrDiscover(Discovery discovery)
    {
        lock (_gate)
        {
            return _found != discovery.Metadata && _vain.IsOpen(discovery.Metadata.AbsoluteUri)
                ? JoinOrStart(Demand(mayAskPerson: true) with { Discovery = discovery })
                : null;
        }
    }

    private async ValueTask<GrantResult> DiscoverAsync(
        Flight flight,
        Discovery discovery,
        CancellationToken cancellationToken
    )
    {
        var (server, fault) = await ResourceMetadata
            .ReadAsync(
                _settings.Backchannel,
                discovery.Resource,
                discovery.Metadata,
                _settings.AllowedIssuers,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (server is null)
        {
            return fault!;
        }

        if (flight.Grant.At(server.Issuer, server.Resource) is not { } grant)
        {
            return GrantFault.Refused(
                discovery.Metadata,
                Causes.Provider.Misconfigured,
                $"What is held here (the {Origin}) is of no use at another provider"
            );
        }

        flight.Grant = grant;
        return await grant.RequestAsync(flight.Demand, cancellationToken).ConfigureAwait(false);
    }
}
