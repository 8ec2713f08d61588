using Gatehouse.Client.Providers;
using Gatehouse.Client.Tokens.Renewal;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Tokens;

/// <content>What resources demand beyond the token that they were given.</content>
internal sealed partial class TokenKeeper
{
    /// <inheritdoc/>
    public async ValueTask<AccessToken?> WidenAsync(
        AccessToken refused,
        TokenNeeds needs,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(refused);
        ArgumentNullException.ThrowIfNull(needs);
        while (JoinOrWiden(refused, needs) is { } flight)
        {
            var result = await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (!flight.Demand.IsWider || !Covers(flight.Demand, needs))
            {
                // Somebody else's renewal. What it brought may do, or the next one is ours.
                continue;
            }

            if (result.Fault is { } fault)
            {
                return fault.IsUnavailable ? throw Exception(fault) : null;
            }

            var granted = result.Granted!.Token;
            return needs.Scopes.Except(granted.Scopes, StringComparer.Ordinal).Any() && granted.Scopes.Count > 0
                ? null
                : granted;
        }

        return _state.Token is { } held && !IsSame(held, refused) && TryGet(out var token) ? token : null;
    }

    private Flight? JoinOrWiden(AccessToken refused, TokenNeeds needs)
    {
        lock (_gate)
        {
            var wanted = _scopes.Union(needs.Scopes, StringComparer.Ordinal).ToArray();
            return MayWiden(refused, needs)
                ? JoinOrStart(Demand(mayAskPerson: true) with { Scopes = wanted, Needs = needs, IsWider = true })
                : null;
        }
    }

    private bool MayWiden(AccessToken refused, TokenNeeds needs)
    {
        var scopes = _scopes;
        var further = needs.Scopes.Except(scopes, StringComparer.Ordinal).ToList();
        var stepsUp = needs.StepsUp;
        var can = _settings.StepUp is not null || (stepsUp ? _grant.CanStepUp : _grant.CanWiden);
        return can
            && (further.Count > 0 || stepsUp)
            && further.All(_settings.AllowedScopes.Contains)
            && _widenings.IsOpen(needs, refused)
            && (_state.Token is not { } held || IsSame(held, refused) || further.Count > 0);
    }

    private static bool Covers(GrantDemand demand, TokenNeeds needs) =>
        demand.Needs is { } asked
        && asked.AcrValues == needs.AcrValues
        && asked.MaxAge == needs.MaxAge
        && asked.StepsUp == needs.StepsUp
        && !needs.Scopes.Except(demand.Scopes, StringComparer.Ordinal).Any();

    private async ValueTask<GrantResult> StepUpAsync(
        Func<TokenNeeds, CancellationToken, ValueTask<AccessToken?>> stepUp,
        TokenNeeds needs,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await stepUp(needs, cancellationToken).ConfigureAwait(false) is { } token
                ? new GrantedToken { Token = token, GotAt = _clock.GetUtcNow() }
                : GrantFault.Refused(_program, Causes.Provider.LoginFailed, "Nobody signed in as it is demanded");
        }
        catch (Exception failed)
            when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return GrantFault.Unavailable(_program, "the program's own step-up failed") with { Inner = failed };
        }
    }
}
