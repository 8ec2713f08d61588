using Gatehouse.Client.Tokens.Renewal;

namespace Gatehouse.Client.Tokens.Sharing;

/// <summary>Renews a token for several processes: looks for what another one got before it asks, and while it does the others wait.</summary>
internal sealed class SharedRenewal(SharedTokens tokens, TimeProvider clock)
{
    private long _generation;

    /// <summary>Gets a token: another process's where that will do, otherwise by the grant.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="demand">What is wanted.</param>
    /// <param name="held">The token that is held already, and due; null where none is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<GrantResult> RequestAsync(
        TokenGrant grant,
        GrantDemand demand,
        AccessToken? held,
        CancellationToken cancellationToken
    )
    {
        var shared = await tokens.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (shared is not null && Fits(shared, demand, held))
        {
            return await AdoptAsync(grant, shared, cancellationToken).ConfigureAwait(false);
        }

        var lease = await tokens.LeaseAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            shared = await tokens.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (shared is not null && Fits(shared, demand, held))
            {
                return await AdoptAsync(grant, shared, cancellationToken).ConfigureAwait(false);
            }

            // What is older than what this process got itself is what it failed to share.
            if (shared is { RefreshToken: { } refreshToken } && shared.Generation > _generation)
            {
                _generation = shared.Generation;
                await grant.AdoptAsync(refreshToken, cancellationToken).ConfigureAwait(false);
            }

            var result = await grant.RequestAsync(demand, cancellationToken).ConfigureAwait(false);
            if (result.Granted is { } granted)
            {
                _generation = Math.Max(_generation, shared?.Generation ?? 0) + 1;
                await tokens
                    .WriteAsync(
                        new SharedToken
                        {
                            Token = granted.Token,
                            GotAt = granted.GotAt,
                            Asked = demand.Scopes,
                            RefreshToken = grant.SharedRefreshToken,
                            SessionEndsAt = granted.SessionEndsAt,
                            Generation = _generation,
                        },
                        // Its refresh token may be the only one that is good now.
                        CancellationToken.None
                    )
                    .ConfigureAwait(false);
            }

            return result;
        }
        finally
        {
            if (lease is not null)
            {
                await lease.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private bool Fits(SharedToken shared, GrantDemand demand, AccessToken? held) =>
        shared.Token.Value != held?.Value
        && shared.Token.Value != demand.Refused?.Value
        && demand.Needs is not { StepsUp: true }
        && !demand.Scopes.Except(shared.Asked, StringComparer.Ordinal).Any()
        && (shared.Token.ExpiresAt is not { } end || end - RenewalTimes.LeadOf(end - shared.GotAt) > clock.GetUtcNow());

    private async ValueTask<GrantedToken> AdoptAsync(
        TokenGrant grant,
        SharedToken shared,
        CancellationToken cancellationToken
    )
    {
        if (shared.RefreshToken is { } refreshToken && shared.Generation > _generation)
        {
            await grant.AdoptAsync(refreshToken, cancellationToken).ConfigureAwait(false);
        }

        _generation = Math.Max(_generation, shared.Generation);
        return new GrantedToken
        {
            Token = shared.Token,
            GotAt = shared.GotAt,
            IsAdopted = true,
            RefreshToken = shared.RefreshToken,
            SessionEndsAt = shared.SessionEndsAt,
            SessionEndReason = "The provider takes the refresh token no longer then.",
        };
    }
}
