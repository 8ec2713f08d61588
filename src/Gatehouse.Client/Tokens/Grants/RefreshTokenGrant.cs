using Gatehouse.Client.Providers;
using Gatehouse.Protocol.Causes;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>
/// A person's session: refreshed as long as the provider lets it go on (RFC 6749 section 6), and begun anew by the person
/// where it ends and a request waits.
/// </summary>
internal sealed partial class RefreshTokenGrant : TokenGrant
{
    private readonly TokenEndpoint _endpoint;
    private readonly TokenTarget _target;
    private readonly IRefreshTokenStore _store;
    private readonly ISignIn? _signIn;
    private readonly ILogger _logger;
    private string? _unsaved;
    private bool _lost;
    private DateTimeOffset? _sessionEnd;

    /// <summary>A session.</summary>
    /// <param name="endpoint">Who refreshes it.</param>
    /// <param name="target">What its tokens are for.</param>
    /// <param name="store">Where its refresh token is kept.</param>
    /// <param name="signIn">How a person begins it; null where nobody can be asked.</param>
    /// <param name="logger">Where it says what it does.</param>
    public RefreshTokenGrant(
        TokenEndpoint endpoint,
        TokenTarget target,
        IRefreshTokenStore store,
        ISignIn? signIn,
        ILogger logger
    )
    {
        _endpoint = endpoint;
        _target = target;
        _store = store;
        _signIn = signIn;
        _logger = logger;
    }

    /// <inheritdoc/>
    public override string Origin => _signIn?.Origin ?? "refresh token";

    /// <inheritdoc/>
    public override Uri Address => _endpoint.Address;

    /// <inheritdoc/>
    public override bool NeedsChallenge => !_endpoint.IsKnown;

    /// <inheritdoc/>
    public override bool CanStepUp => _signIn is not null;

    /// <inheritdoc/>
    public override string? SharedRefreshToken => (_store as MemoryRefreshTokenStore)?.Current;

    /// <inheritdoc/>
    public override TimeSpan LimitFor(GrantDemand demand, TimeSpan usual) =>
        _signIn is not null && demand.MayAskPerson ? Timeout.InfiniteTimeSpan : usual;

    /// <inheritdoc/>
    public override async ValueTask<GrantResult> RequestAsync(GrantDemand demand, CancellationToken cancellationToken)
    {
        GrantFault? fault = null;
        if (_signIn is null || !demand.IsWider)
        {
            (var result, fault) = await RefreshAsync(demand, cancellationToken).ConfigureAwait(false);
            if (result is { } done)
            {
                return done;
            }
        }

        var cause = fault is null ? Causes.Credentials.Missing : Causes.Credentials.Rejected;
        fault ??= GrantFault.Refused(_endpoint.Address, Causes.Credentials.Missing, "No refresh token is kept");
        if (_signIn is null)
        {
            return fault;
        }

        if (!demand.MayAskPerson)
        {
            return fault with { NeedsPerson = true };
        }

        var signedIn = await _signIn.SignInAsync(demand, cause, cancellationToken).ConfigureAwait(false);
        return signedIn switch
        {
            { Granted: { } granted } => await KeepAsync(granted, cancellationToken).ConfigureAwait(false),
            { RefreshToken: { } begun } => await BeginAsync(begun, demand, cancellationToken).ConfigureAwait(false),
            _ => signedIn.Fault!,
        };
    }

    /// <inheritdoc/>
    public override async ValueTask AdoptAsync(string refreshToken, CancellationToken cancellationToken)
    {
        if (_store is not MemoryRefreshTokenStore)
        {
            return;
        }

        _lost = false;
        await SaveAsync(refreshToken).ConfigureAwait(false);
    }

    // Nothing of both where a session has to be begun for want of a refresh token.
    private async ValueTask<(GrantResult? Result, GrantFault? Ended)> RefreshAsync(
        GrantDemand demand,
        CancellationToken cancellationToken
    )
    {
        string? used = null;
        GrantFault? ended = null;
        while (true)
        {
            var (kept, unread) = await KeptAsync(cancellationToken).ConfigureAwait(false);
            // A refusal of what another process has replaced meanwhile says nothing.
            if (unread is not null || kept is null || kept == used)
            {
                if (kept is not null && kept == used)
                {
                    await SaveAsync(null).ConfigureAwait(false);
                }

                return (unread is null ? (GrantResult?)null : unread, ended);
            }

            used = kept;
            var result = await SendAsync(used, demand, cancellationToken).ConfigureAwait(false);
            if (result.Fault is not { Error: "invalid_grant" } refused)
            {
                return (result, null);
            }

            ended = _lost
                ? refused with
                {
                    Detail =
                        refused.Detail
                        + "; the answer before this one was lost on the way, and with it, it seems, the refresh token that replaced it",
                }
                : refused;
        }
    }

    private async ValueTask<GrantResult> BeginAsync(
        string refreshToken,
        GrantDemand demand,
        CancellationToken cancellationToken
    )
    {
        await SaveAsync(refreshToken).ConfigureAwait(false);
        return await SendAsync(refreshToken, demand, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<GrantResult> SendAsync(
        string refreshToken,
        GrantDemand demand,
        CancellationToken cancellationToken
    )
    {
        List<KeyValuePair<string, string>> form =
        [
            new("grant_type", "refresh_token"),
            new("refresh_token", refreshToken),
        ];
        // Whoever signed in may have granted less than was asked for, and more is refused (RFC 6749 section 6).
        _target.AddTo(form, _signIn is null ? demand.Scopes : []);
        var result = await _endpoint.RequestAsync(form, demand.Scopes, cancellationToken).ConfigureAwait(false);
        if (result.Granted is { } granted)
        {
            return await KeepAsync(granted, cancellationToken).ConfigureAwait(false);
        }

        // The token may have been replaced by one that never arrived. The old one is all there is, and providers that mean
        // well take it a little longer.
        _lost |= result.Fault!.MayHaveWorked;
        return result;
    }

    private async ValueTask<GrantedToken> KeepAsync(GrantedToken granted, CancellationToken cancellationToken)
    {
        _lost = false;
        if (granted.RefreshToken is { } next)
        {
            _sessionEnd = granted.SessionEndsAt;
            await SaveAsync(next).ConfigureAwait(false);
            return granted;
        }

        var (kept, _) = await KeptAsync(cancellationToken).ConfigureAwait(false);
        return granted with
        {
            SessionEndsAt = kept is null ? granted.Token.ExpiresAt : _sessionEnd,
            SessionEndReason = kept is null
                ? "The provider gave no refresh token."
                : "The provider takes the refresh token no longer then.",
        };
    }

    private async ValueTask<(string? Kept, GrantFault? Fault)> KeptAsync(CancellationToken cancellationToken)
    {
        if (_unsaved is { } unsaved)
        {
            await SaveAsync(unsaved).ConfigureAwait(false);
            return (unsaved, null);
        }

        try
        {
            var kept = await _store.ReadAsync(cancellationToken).ConfigureAwait(false);
            return (string.IsNullOrEmpty(kept) ? null : kept, null);
        }
        catch (Exception failed)
            when (failed is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return (
                null,
                GrantFault.Unavailable(_endpoint.Address, "the refresh token cannot be read from its store") with
                {
                    Inner = failed,
                }
            );
        }
    }

    // A store that fails must not cost the session: the token is kept here, and saved when next there is an occasion. Nor
    // must anybody who gives up: what is not saved now may never be.
    private async ValueTask SaveAsync(string? refreshToken)
    {
        try
        {
            await _store.WriteAsync(refreshToken, CancellationToken.None).ConfigureAwait(false);
            _unsaved = null;
        }
        catch (Exception failed)
        {
            _unsaved = refreshToken;
            Log.Unsaved(_logger, failed);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(6111, LogLevel.Error, "A refresh token could not be stored; it is kept in memory until it can")]
        public static partial void Unsaved(ILogger logger, Exception failed);
    }
}
