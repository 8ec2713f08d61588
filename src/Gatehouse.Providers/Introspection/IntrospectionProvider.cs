using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Providers;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Protocol.Causes;
using Gatehouse.Providers.Fetching;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Providers.Introspection;

/// <summary>
/// An issuer that is asked about each token (RFC 7662). Safe to use from many threads: of those who ask about one token at
/// a time one asks, and what was said is remembered under a keyed hash, never under the token.
/// </summary>
public sealed class IntrospectionProvider : IIntrospector, IAsyncDisposable
{
    private const string EndpointName = "introspection_endpoint";

    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromSeconds(1);

    private readonly IntrospectionOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<string>? _log;
    private readonly HttpMessageInvoker? _http;
    private readonly ProviderExchange? _transport;
    private readonly IntrospectionExchange? _exchange;
    private readonly Unanswerable? _refused;
    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, Task<Introspected>> _running = [];
    private readonly AnswerMemory _active;
    private readonly AnswerMemory _others;
    private readonly SemaphoreSlim _turns;
    private readonly CancellationTokenSource _ended = new();
    private (DateTimeOffset Until, Unanswerable Problem)? _away;
    private string? _told;
    private int _isDisposed;

    private IntrospectionProvider(
        IntrospectionOptions options,
        TimeProvider time,
        Action<string>? log,
        HttpMessageHandler? handler,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve
    )
    {
        _options = options;
        _time = time;
        _log = log;
        _active = new AnswerMemory(options.Capacity);
        _others = new AnswerMemory(options.Capacity);
        _turns = new SemaphoreSlim(options.AtOnce);
        if (!ProviderAddress.TryRead(options.Endpoint, out Uri? address, out string? fault))
        {
            _refused = ProviderFindings.Misconfigured(
                options.Name,
                EndpointName,
                $"The address {ProviderAddress.Told(options.Endpoint)} {fault}."
            );
            return;
        }

        AddressGuard guard = new(address.IdnHost, options.OutboundProxy?.IdnHost, resolve);
        _http = new HttpMessageInvoker(
            handler ?? OutboundHttp.CreateHandler(options.OutboundProxy, options.Timeout, guard, options.AtOnce),
            disposeHandler: handler is null
        );
        _transport = new ProviderExchange(_http, options.Timeout, time);
        _exchange = new IntrospectionExchange(options, address, _transport, time);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> TwoFactorAcr => _options.TwoFactorAcr;

    /// <inheritdoc/>
    public string? Issuer => _options.Issuer;

    /// <inheritdoc/>
    public string? Audience => _options.Audience;

    /// <inheritdoc/>
    public long? ClockAheadSeconds => _transport?.ClockAheadSeconds;

    /// <summary>How many answers are remembered; for tests of the bound.</summary>
    internal int Remembered
    {
        get
        {
            lock (_gate)
            {
                return _active.Count + _others.Count;
            }
        }
    }

    /// <summary>Makes a provider; nothing is asked before there is a token. A wrong address makes every answer a problem.</summary>
    /// <param name="options">How it is known and asked.</param>
    /// <param name="time">The time.</param>
    /// <param name="log">Is told, a sentence each, when it cannot be used any more and when it can be again.</param>
    /// <param name="handler">Sends in place of the network; not disposed. Default: none.</param>
    public static IntrospectionProvider Create(
        IntrospectionOptions options,
        TimeProvider time,
        Action<string>? log = null,
        HttpMessageHandler? handler = null
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        return new IntrospectionProvider(options, time, log, handler, Dns.GetHostAddressesAsync);
    }

    /// <inheritdoc/>
    public async ValueTask<Introspected> AskAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        DateTimeOffset now = _time.GetUtcNow();
        if (_refused is not null)
        {
            return Introspected.Unknown(_refused, now);
        }

        UInt128 key = KeyOf(token);
        Task<Introspected> asking;
        lock (_gate)
        {
            if (Known(key, now) is { } known)
            {
                return known;
            }

            if (!_running.TryGetValue(key, out asking!))
            {
                if (_running.Count >= _options.Waiting)
                {
                    // What was said last is good enough for whoever cannot be asked about.
                    return LastGood(key, now)
                        ?? Introspected.Unknown(
                            Finding.Unanswerable(
                                Causes.Server.Busy,
                                Evidence.ForOperator("provider", Name),
                                Evidence.Number("retry-after", 1, Disclosure.Caller)
                            ),
                            now
                        );
                }

                // Who came first may go away: the others still wait for this.
                asking = Task.Run(() => AskAloneAsync(key, token), CancellationToken.None);
                _running.Add(key, asking);
            }
        }

        return await asking.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _ended.CancelAsync();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running.Values];
        }

        try
        {
            await Task.WhenAll(running);
        }
        catch (OperationCanceledException)
        {
            // That was wanted.
        }

        _http?.Dispose();
        _turns.Dispose();
        _ended.Dispose();
        if (_options.SignedBy is IAsyncDisposable keys)
        {
            await keys.DisposeAsync();
        }
    }

    // What is remembered, or, while the endpoint is away, what was said last or that it is away.
    private Introspected? Known(UInt128 key, DateTimeOffset now)
    {
        if (_active.Find(key, now) is { } entry && entry.Said.Until > now)
        {
            return entry.Said;
        }

        return _others.Find(key, now) is { } other ? other.Said
            : _away is { } away && away.Until > now
                ? LastGood(key, now) ?? Introspected.Unknown(away.Problem, away.Until)
            : null;
    }

    private Introspected? LastGood(UInt128 key, DateTimeOffset now) =>
        _active.Find(key, now) is { } entry
            ? Introspected.Active(entry.Said.Claims!, Earlier(now + s_shortestPause, entry.KeptUntil), isLastGood: true)
            : null;

    private async Task<Introspected> AskAloneAsync(UInt128 key, string token)
    {
        try
        {
            IntrospectionExchange.Reply reply = await AskInTurnAsync(token);
            lock (_gate)
            {
                return Keep(key, reply, _time.GetUtcNow());
            }
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(key);
            }
        }
    }

    private async Task<IntrospectionExchange.Reply> AskInTurnAsync(string token)
    {
        DateTimeOffset asked = _time.GetUtcNow();
        using CancellationTokenSource patience = new(_options.Timeout, _time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _ended.Token);
        try
        {
            await _turns.WaitAsync(waiting.Token);
        }
        catch (OperationCanceledException)
        {
            return new IntrospectionExchange.Reply
            {
                Problem = ProviderFindings.Unreachable(
                    Name,
                    EndpointName,
                    "more is asked of it than it answers in time"
                ),
            };
        }

        try
        {
            IntrospectionExchange.Reply reply = await _exchange!.AskAsync(token, _ended.Token);
            return reply with { AskedAt = asked };
        }
        finally
        {
            _turns.Release();
        }
    }

    private Introspected Keep(UInt128 key, IntrospectionExchange.Reply reply, DateTimeOffset now)
    {
        Tell(reply.Problem);
        if (reply.Problem is { } problem)
        {
            return KeepProblem(key, problem, reply, now);
        }

        _away = null;
        if (reply.Claims is not { } claims)
        {
            _active.Forget(key);
            Introspected inactive = Introspected.Inactive(reply.AskedAt + _options.NegativeCache);
            _others.Put(key, new(inactive, inactive.Until), now);
            return inactive;
        }

        DateTimeOffset end = claims.Expires is { } expires
            ? DateTimeOffset.FromUnixTimeSeconds(expires)
            : DateTimeOffset.MaxValue;
        Introspected active = Introspected.Active(claims, Earlier(reply.AskedAt + _options.Cache, end));
        TimeSpan kept = _options.LastGood > _options.Cache ? _options.LastGood : _options.Cache;
        _active.Put(key, new(active, Earlier(reply.AskedAt + kept, end)), now);
        return active;
    }

    private Introspected KeepProblem(
        UInt128 key,
        Unanswerable problem,
        IntrospectionExchange.Reply reply,
        DateTimeOffset now
    )
    {
        if (reply.IsGone)
        {
            TimeSpan pause = reply.RetryAfter ?? s_shortestPause;
            _away = (now + (pause > s_longestPause ? s_longestPause : pause), problem);
        }

        if (problem.Cause == Causes.Provider.Unreachable && LastGood(key, now) is { } good)
        {
            return good;
        }

        Introspected unknown = Introspected.Unknown(
            problem,
            Earlier(now + _options.NegativeCache, now + s_shortestPause)
        );
        if (!reply.IsGone)
        {
            _others.Put(key, new(unknown, unknown.Until), now);
        }

        return unknown;
    }

    private void Tell(Unanswerable? problem)
    {
        string? sentence = problem?.Evidence.FirstOrDefault(evidence => evidence.Name == "problem").Value;
        if (sentence == _told)
        {
            return;
        }

        _told = sentence;
        _log?.Invoke(
            sentence is null
                ? $"The provider {Name} answers again what tokens are worth."
                : $"The provider {Name} does not say what tokens are worth: {sentence}"
        );
    }

    private UInt128 KeyOf(string token)
    {
        KeyedHash.Running hash = _hash.Start();
        hash.AddText(_options.Name);
        hash.AddText(_options.Endpoint);
        hash.AddText(_options.Audience ?? "");
        hash.AddText(token);
        return hash.Finish();
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
