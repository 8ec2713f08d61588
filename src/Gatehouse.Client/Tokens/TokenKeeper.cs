using System.Diagnostics.CodeAnalysis;
using Gatehouse.Client.Providers;
using Gatehouse.Client.Tokens.Renewal;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Gatehouse.Client.Tokens;

/// <summary>
/// Keeps the token of one grant. A request that finds a good token takes it, and nothing else happens; one that finds it
/// due takes it too, and a renewal begins behind it. Only where there is no good token does a request wait, all of them for
/// the same renewal, and at the pace of <see cref="RenewalPace"/> they fail at once in between.
/// </summary>
internal sealed partial class TokenKeeper : ITokenKeeper
{
    private static readonly TimeSpan _firstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _firstWaitRefused = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _longestRepeatWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _goodFor = TimeSpan.FromMinutes(5);
    private static readonly Uri _program = new("program:step-up");

    private readonly Lock _gate = new();
    private readonly KeeperSettings _settings;
    private readonly TimeProvider _clock;
    private readonly RenewalPace _pace;
    private readonly RenewalPace _refusals;
    private readonly ResiliencePipeline<GrantResult> _behind;
    private readonly ResiliencePipeline<GrantResult> _waited;
    private readonly SessionWatch _watch;
    private readonly CancellationTokenSource _life = new();
    private readonly WideningMemory _widenings;
    private readonly VainAttempts _vain;
    private readonly TokenGrant _configured;

    private volatile TokenGrant _grant;
    private volatile TokenState _state = TokenState.None;
    private volatile IReadOnlyList<string> _scopes;
    private volatile Flight? _flight;
    private volatile GrantFault? _fault;
    private volatile bool _needsPerson;
    private volatile Uri? _found;

    /// <summary>Keeps the token of a grant, which it disposes.</summary>
    public TokenKeeper(TokenGrant grant, KeeperSettings settings)
    {
        _configured = grant;
        _grant = grant;
        _settings = settings;
        _scopes = settings.Scopes;
        _clock = settings.Context.Clock;
        _pace = new(_clock);
        _refusals = new(_clock);
        _widenings = new(_clock);
        _vain = new(_clock);
        _watch = new(settings.Context, settings.WarnBefore, RenewForWatchAsync);
        _behind = NewPipeline(repeats: 0);
        _waited = NewPipeline(settings.Repeats);
    }

    /// <inheritdoc/>
    public string Origin => _grant.Origin;

    /// <summary>Whether a resource has to name the provider first (RFC 9728).</summary>
    public bool NeedsChallenge => _grant.NeedsChallenge;

    /// <inheritdoc/>
    public bool TryGet([NotNullWhen(true)] out AccessToken? token)
    {
        var state = _state;
        var now = _clock.GetUtcNow().UtcTicks;
        var timestamp = _clock.GetTimestamp();
        if (state.HasEnded(now, timestamp))
        {
            token = null;
            return false;
        }

        if (state.IsDue(now, timestamp) && _flight is null && !_needsPerson && _pace.IsOpen(timestamp))
        {
            RenewBehind(state);
        }

        token = state.Token;
        return token is not null;
    }

    /// <inheritdoc/>
    public async ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryGet(out var token))
            {
                return token;
            }

            if (JoinOrStartNeeded() is not { } flight)
            {
                continue;
            }

            var result = await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (result.Granted is { } granted)
            {
                return granted.Token;
            }

            // Nobody waited for that one, so nobody was asked; or it wanted what this request does not.
            if (!(result.Fault!.NeedsPerson && !flight.Demand.MayAskPerson) && flight.Demand.IsUsual)
            {
                throw Exception(result.Fault);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<AccessToken?> RenewAsync(AccessToken refused, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(refused);
        while (true)
        {
            if (!IsSame(_state.Token, refused))
            {
                return await GetAsync(cancellationToken).ConfigureAwait(false);
            }

            if (JoinOrReplace(refused) is not { } flight)
            {
                return null;
            }

            var result = await flight.Landed.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (result.Granted is { } granted && !IsSame(granted.Token, refused))
            {
                return granted.Token;
            }

            if (flight.Demand.Refused is not null)
            {
                return result.Fault is { } fault ? throw Exception(fault) : null;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _life.Cancel();
        }

        _watch.Dispose();
        _grant.Dispose();
    }

    private void RenewBehind(TokenState due)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_state, due) && !_life.IsCancellationRequested)
            {
                JoinOrStart(Demand(mayAskPerson: false));
            }
        }
    }

    /// <summary>What brings a token where none is good; null where there is a good one by now.</summary>
    private Flight? JoinOrStartNeeded()
    {
        lock (_gate)
        {
            var timestamp = _clock.GetTimestamp();
            return _flight
                ?? (
                    !_state.HasEnded(_clock.GetUtcNow().UtcTicks, timestamp) ? null
                    : _fault is { } last && !_pace.IsOpen(timestamp) ? throw Exception(last)
                    : JoinOrStart(Demand(mayAskPerson: true))
                );
        }
    }

    /// <summary>
    /// What brings another token in place of a refused one; null where it is too early for that. A resource that refuses
    /// every new token would otherwise have the provider asked at each request.
    /// </summary>
    private Flight? JoinOrReplace(AccessToken refused)
    {
        lock (_gate)
        {
            if (_flight is { } under)
            {
                return under;
            }

            var timestamp = _clock.GetTimestamp();
            if (_clock.GetUtcNow() - _state.GotAt >= _goodFor)
            {
                _refusals.Reset();
            }

            if (_fault is { } last && !_pace.IsOpen(timestamp))
            {
                throw Exception(last);
            }

            if (!_refusals.IsOpen(timestamp))
            {
                return null;
            }

            _refusals.Fail(_firstWait);
            return JoinOrStart(Demand(mayAskPerson: true) with { Refused = refused });
        }
    }

    private GrantDemand Demand(bool mayAskPerson) => new() { Scopes = _scopes, MayAskPerson = mayAskPerson };

    private Flight JoinOrStart(GrantDemand demand, TokenGrant? grant = null)
    {
        Flight flight;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_life.IsCancellationRequested, this);
            if (_flight is { } under)
            {
                return under;
            }

            _flight = flight = new Flight(demand, grant ?? _grant);
        }

        // Nothing of the request that happens to be first belongs to a renewal that serves many.
        ThreadPool.UnsafeQueueUserWorkItem(
            static state => _ = state.Self.FlyAsync(state.Flight),
            (Self: this, Flight: flight),
            preferLocal: false
        );
        return flight;
    }

    private async Task FlyAsync(Flight flight)
    {
        GrantResult result;
        try
        {
            result = await FlyOnceOrTwiceAsync(flight).ConfigureAwait(false);
        }
        catch (Exception failed)
        {
            // A grant or a log that throws breaks its contract; the requests that wait must learn of it all the same.
            result = GrantFault.Unavailable(flight.Grant.Address, "getting a token failed here") with
            {
                Inner = failed,
            };
            _pace.Fail(_firstWait);
        }

        lock (_gate)
        {
            _flight = null;
        }

        flight.Land(result);
    }

    private async ValueTask<GrantResult> FlyOnceOrTwiceAsync(Flight flight)
    {
        using var activity = ClientTelemetry.Activities.StartActivity("renew token");
        activity?.SetTag(ClientTelemetry.ClientTag, _settings.Context.Client);
        var pipeline = flight.Demand.MayAskPerson ? _waited : _behind;
        var result = await pipeline
            .ExecuteAsync(
                static (state, token) => state.Self.TryOnceAsync(state.Flight, token),
                (Self: this, Flight: flight),
                _life.Token
            )
            .ConfigureAwait(false);
        if (result.Granted is { } granted)
        {
            result = Hold(flight, granted);
        }
        else
        {
            Note(flight, result.Fault!);
        }

        activity?.SetTag(ClientTelemetry.OutcomeTag, result.Fault?.Cause.Id ?? "granted");
        return result;
    }

    private async ValueTask<GrantResult> TryOnceAsync(Flight flight, CancellationToken cancellationToken)
    {
        GrantResult result;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var span = flight.Grant.LimitFor(flight.Demand, _settings.TimeLimit);
        var within = new ResiliencePipelineBuilder<GrantResult> { TimeProvider = _clock };
        if (span != Timeout.InfiniteTimeSpan)
        {
            within.AddTimeout(span);
        }

        try
        {
            result = await within
                .Build()
                .ExecuteAsync(
                    static (state, token) => state.Self.AskAsync(state.Flight, token),
                    (Self: this, Flight: flight),
                    limit.Token
                )
                .ConfigureAwait(false);
        }
        catch (TimeoutRejectedException late)
        {
            result = GrantFault.Unavailable(flight.Grant.Address, "getting a token took too long") with
            {
                Inner = late,
            };
        }

        if (result.Fault is { NeedsPerson: false } fault && flight.Demand.IsUsual)
        {
            _pace.Fail(fault.IsUnavailable ? _firstWait : _firstWaitRefused, fault.RetryAfter);
        }

        return result;
    }

    private async ValueTask<GrantResult> AskAsync(Flight flight, CancellationToken cancellationToken)
    {
        var (demand, grant) = (flight.Demand, flight.Grant);
        if (demand.Discovery is { } discovery)
        {
            return await DiscoverAsync(flight, discovery, cancellationToken).ConfigureAwait(false);
        }

        if (demand.Needs is { } needs && _settings.StepUp is { } stepUp && (needs.StepsUp || !grant.CanWiden))
        {
            return await StepUpAsync(stepUp, needs, cancellationToken).ConfigureAwait(false);
        }

        // What one resource has named is no matter of other processes.
        return _settings.Sharing is { } sharing && ReferenceEquals(grant, _configured)
            ? await sharing.RequestAsync(grant, demand, _state.Token, cancellationToken).ConfigureAwait(false)
            : await grant.RequestAsync(demand, cancellationToken).ConfigureAwait(false);
    }

    private GrantResult Hold(Flight flight, GrantedToken granted)
    {
        var held = _state.Token;
        // The same token once more stays the same object, with the field that was made for it.
        if (held is not null && IsSame(held, granted.Token) && held.ExpiresAt == granted.Token.ExpiresAt)
        {
            granted = granted with { Token = held };
        }

        if (flight.Demand is { IsWider: true, Needs: { } needs })
        {
            _scopes = flight.Demand.Scopes;
            _widenings.Done(needs, granted.Token);
        }

        if (!ReferenceEquals(flight.Grant, _grant))
        {
            var former = _grant;
            _grant = flight.Grant;
            former.Dispose();
        }

        _fault = null;
        _needsPerson = false;
        _pace.Reset();
        _state = TokenState.Of(granted, _clock);
        // Who sees that it is found finds the token there.
        _found = flight.Demand.Discovery?.Metadata ?? _found;
        _watch.Follow(granted);
        try
        {
            ClientTelemetry.Renewed(_settings.Context.Client, granted.IsAdopted ? "adopted" : "granted");
            Log.Renewed(_settings.Context.Logger, _settings.Context.Client, Origin, granted.Token.ExpiresAt);
        }
        catch (Exception)
        {
            // The token is held: a log that throws must not make that a failure for those who wait.
        }

        return granted;
    }

    private void Note(Flight flight, GrantFault fault)
    {
        ClientTelemetry.Renewed(_settings.Context.Client, fault.IsUnavailable ? "unavailable" : "refused");
        Log.Failed(_settings.Context.Logger, _settings.Context.Client, Origin, fault.Cause.Id, fault.Detail);
        if (flight.Demand is { IsWider: true, Needs: { } needs })
        {
            _widenings.Denied(needs);
            return;
        }

        if (flight.Demand.Discovery is { } discovery)
        {
            _vain.Add(discovery.Metadata.AbsoluteUri);
            return;
        }

        _fault = fault;
        _needsPerson = fault.NeedsPerson;
        if (!fault.IsUnavailable && _state.Token?.ExpiresAt is { } end)
        {
            _watch.Warn(end, "No other token is given: " + fault.Detail + ".");
        }
    }

    private async ValueTask RenewForWatchAsync()
    {
        if (_pace.IsOpen(_clock.GetTimestamp()))
        {
            await JoinOrStart(Demand(mayAskPerson: false)).Landed.ConfigureAwait(false);
        }
    }

    private HttpRequestException Exception(GrantFault fault) =>
        fault.ToException(Origin, _pace.Remaining is var wait && wait > TimeSpan.Zero ? wait : null);

    private static bool IsSame(AccessToken? one, AccessToken other) =>
        one is not null && (ReferenceEquals(one, other) || one.Value == other.Value);

    private ResiliencePipeline<GrantResult> NewPipeline(int repeats)
    {
        var pipeline = new ResiliencePipelineBuilder<GrantResult> { TimeProvider = _clock };
        if (repeats > 0)
        {
            pipeline.AddRetry(
                new RetryStrategyOptions<GrantResult>
                {
                    MaxRetryAttempts = repeats,
                    // What took too long once would only take as long again.
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(
                            arguments.Outcome.Result
                                is {
                                    Fault:
                                    { IsUnavailable: true, RetryAfter: null, Inner: not TimeoutRejectedException }
                                }
                                && _pace.Remaining <= _longestRepeatWait
                        ),
                    DelayGenerator = _ => ValueTask.FromResult<TimeSpan?>(_pace.Remaining),
                }
            );
        }

        return pipeline.Build();
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 6101,
            Level = LogLevel.Debug,
            Message = "{Client}: a token by {Origin}, good until {End}"
        )]
        public static partial void Renewed(ILogger logger, string client, string origin, DateTimeOffset? end);

        [LoggerMessage(
            EventId = 6102,
            Level = LogLevel.Warning,
            Message = "{Client}: no token by {Origin}: {Cause}: {Detail}"
        )]
        public static partial void Failed(ILogger logger, string client, string origin, string cause, string detail);
    }
}
