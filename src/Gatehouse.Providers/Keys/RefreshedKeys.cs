using System.Security.Cryptography;
using Gatehouse.Decisions.Providers;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Providers.Keys;

/// <summary>
/// Keys held in memory and read again in the background. A request waits only where no keys were ever had or its key
/// is not known, for the one fetch that all share, and never longer than the policy says.
/// </summary>
internal sealed class RefreshedKeys : IKeySupply
{
    private readonly IKeySource _source;
    private readonly RefreshPolicy _policy;
    private readonly TimeProvider _clock;
    private readonly Action<ProviderEventKind, string> _tell;
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _firstAttempt = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private volatile HeldKeys? _held;
    private TaskCompletionSource? _flight;
    private bool _disposed;
    private int _failures;
    private ProviderState _failedState;
    private string? _failure;
    private DateTimeOffset? _failedAt;
    private DateTimeOffset? _lastSuccess;
    private long _nextTimestamp;
    private long? _unknownKeyTimestamp;

    public RefreshedKeys(
        IKeySource source,
        RefreshPolicy policy,
        TimeProvider clock,
        Action<ProviderEventKind, string> tell
    )
    {
        _source = source;
        _policy = policy;
        _clock = clock;
        _tell = tell;
        _timer = clock.CreateTimer(
            static state => ((RefreshedKeys)state!).FetchBecauseDue(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    public Task FirstAttempt => _firstAttempt.Task;

    public long? ClockAheadSeconds => _source.ClockAheadSeconds;

    public ProviderHealth Health
    {
        get
        {
            lock (_gate)
            {
                HeldKeys? keys = Usable();
                return new ProviderHealth(
                    keys is null ? UnusableState() : ProviderState.Known,
                    _lastSuccess,
                    _failure,
                    _failedAt,
                    keys?.Table.Count ?? 0,
                    keys?.Table.Skipped ?? [],
                    _disposed ? null : _clock.GetUtcNow() + UntilNext(),
                    ClockAheadSeconds
                );
            }
        }
    }

    /// <summary>The fetch that runs now, or a task that has ended.</summary>
    public Task Running
    {
        get
        {
            lock (_gate)
            {
                return _flight?.Task ?? Task.CompletedTask;
            }
        }
    }

    public void Start() => FetchBecauseDue();

    public ValueTask<ProviderKeys> FindAsync(string? keyId, string algorithm, CancellationToken cancellationToken) =>
        Usable()?.Table.Find(keyId, algorithm) is { } found
            ? new ValueTask<ProviderKeys>(found)
            : FindAgainAsync(keyId, algorithm, cancellationToken);

    /// <summary>
    /// Looks once more, where no fetch can end between the look and the question whether one runs; then waits for one,
    /// begun where that is allowed.
    /// </summary>
    internal ValueTask<ProviderKeys> FindAgainAsync(
        string? keyId,
        string algorithm,
        CancellationToken cancellationToken
    )
    {
        Task? flight;
        lock (_gate)
        {
            HeldKeys? held = Usable();
            if (held?.Table.Find(keyId, algorithm) is { } found)
            {
                return new ValueTask<ProviderKeys>(found);
            }
            if (_flight is null && held is not null && MayLookUp(held))
            {
                _unknownKeyTimestamp = _clock.GetTimestamp();
                Begin(FetchReason.UnknownKey);
            }
            flight = _flight?.Task;
        }
        return flight is null
            ? new ValueTask<ProviderKeys>(FindNow(keyId, algorithm))
            : AfterAsync(flight, keyId, algorithm, cancellationToken);
    }

    public async Task AskAgainAsync(CancellationToken cancellationToken)
    {
        if (Usable() is not null)
        {
            return;
        }
        FetchBecauseDue();
        await Running
            .WaitAsync(_policy.WaitAtMost, _clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        Task running;
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }
            _disposed = true;
            running = _flight?.Task ?? Task.CompletedTask;
        }
        await _timer.DisposeAsync();
        await _ended.CancelAsync();
        await running;
        _firstAttempt.TrySetResult();
        _source.Dispose();
        _ended.Dispose();
        _held?.Table.Release();
    }

    private async ValueTask<ProviderKeys> AfterAsync(
        Task fetch,
        string? keyId,
        string algorithm,
        CancellationToken cancellationToken
    )
    {
        await fetch
            .WaitAsync(_policy.WaitAtMost, _clock, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return FindNow(keyId, algorithm);
    }

    private ProviderKeys FindNow(string? keyId, string algorithm) =>
        Usable() is { } keys ? keys.Table.Find(keyId, algorithm) ?? KeyTable.Nothing : Unavailable();

    private HeldKeys? Usable()
    {
        HeldKeys? held = _held;
        return held is null || _policy.KeepKeysFor is not { } keep || Age(held) < keep ? held : null;
    }

    private TimeSpan Age(HeldKeys held) => _clock.GetElapsedTime(held.ConfirmedTimestamp);

    private bool MayLookUp(HeldKeys keys) =>
        !_disposed
        && Age(keys) >= _policy.CompleteFor
        && (_failures == 0 || UntilNext() == TimeSpan.Zero)
        && (_unknownKeyTimestamp is not { } last || _clock.GetElapsedTime(last) >= _policy.UnknownKeyEvery);

    private void FetchBecauseDue()
    {
        lock (_gate)
        {
            if (_flight is null && !_disposed)
            {
                Begin(FetchReason.Due);
            }
        }
    }

    private void Begin(FetchReason reason)
    {
        _flight = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Unsafe: what flows with the request that happens to begin a fetch is not the fetch's.
        ThreadPool.UnsafeQueueUserWorkItem(
            static work =>
            {
                _ = work.Keys.FetchAsync(work.Reason);
            },
            (Keys: this, Reason: reason),
            preferLocal: false
        );
    }

    private async Task FetchAsync(FetchReason reason)
    {
        KeyFetch fetch;
        VerificationKeySet? set = null;
        try
        {
            (set, fetch) = Parse(await _source.FetchAsync(reason, _ended.Token));
        }
        catch (Exception fault)
        {
            // Nothing may end the refreshing: what broke counts as an absence and is tried again.
            fetch = KeyFetch.Failed(
                ProviderState.Unreachable,
                $"Reading the keys broke off with {fault.GetType().Name}.",
                retryAfter: null
            );
        }

        (ProviderEventKind Kind, string Sentence)? news;
        TaskCompletionSource? flight;
        lock (_gate)
        {
            news = _disposed ? null : Apply(fetch, set);
            flight = _flight;
            _flight = null;
        }
        if (news is { } told)
        {
            _tell(told.Kind, told.Sentence);
        }
        _firstAttempt.TrySetResult();
        flight?.TrySetResult();
    }

    /// <summary>Reads a new document's keys; a document like the last is not read again.</summary>
    private (VerificationKeySet? Set, KeyFetch Fetch) Parse(KeyFetch fetch)
    {
        if (fetch.Document is not { } document || IsHeld(SHA256.HashData(document.Span)))
        {
            return (null, fetch);
        }
        return VerificationKeySet.TryParse(document, out VerificationKeySet? set, out string? reason)
            ? (set, fetch)
            : (
                null,
                KeyFetch.Failed(
                    ProviderState.Misconfigured,
                    $"{fetch.Origin} is no key set: {reason}.",
                    retryAfter: null
                )
            );
    }

    private bool IsHeld(byte[] fingerprint) =>
        _held is { } held && fingerprint.AsSpan().SequenceEqual(held.Fingerprint);

    private (ProviderEventKind, string)? Apply(KeyFetch fetch, VerificationKeySet? set)
    {
        if (fetch.Failure is not null)
        {
            return Fail(fetch);
        }
        if (fetch.Document is not { } document)
        {
            return _failures > 0 ? Postpone() : Confirm(news: null);
        }
        if (set is null)
        {
            return Confirm(_failures > 0 ? (ProviderEventKind.Recovered, $"{fetch.Origin} answers again.") : null);
        }
        if (set.Keys.Count == 0)
        {
            return Withdraw(fetch.Origin, set);
        }
        KeyTable table = new(set);
        HeldKeys? before = _held;
        _held = new HeldKeys(table, SHA256.HashData(document.Span), _clock.GetTimestamp(), _clock.GetUtcNow());
        before?.Table.Release();
        return Confirm((ProviderEventKind.KeysChanged, Changed(fetch.Origin, table)));
    }

    private (ProviderEventKind, string)? Confirm((ProviderEventKind, string)? news)
    {
        _lastSuccess = _clock.GetUtcNow();
        if (_held is { } held)
        {
            _held = held with { ConfirmedTimestamp = _clock.GetTimestamp(), ConfirmedAt = _lastSuccess.Value };
        }
        _failures = 0;
        _failure = null;
        _failedAt = null;
        Schedule(_policy.UntilRefresh());
        return news;
    }

    private (ProviderEventKind, string)? Fail(KeyFetch fetch)
    {
        bool told = string.Equals(_failure, fetch.Failure, StringComparison.Ordinal);
        _failures++;
        _failedState = fetch.FailedState;
        _failure = fetch.Failure;
        _failedAt = _clock.GetUtcNow();
        Schedule(_policy.UntilRetry(_failures, fetch.RetryAfter));
        if (_held is { } held && Usable() is null)
        {
            _held = null;
            held.Table.Release();
            return (
                ProviderEventKind.KeysExpired,
                $"The keys last had at {held.ConfirmedAt:u} are too old to be used: {_failure}"
            );
        }
        return told ? null : (ProviderEventKind.FetchFailed, _failure!);
    }

    /// <summary>An empty set is an answer, not an accident: what it no longer names must not let anyone in.</summary>
    private (ProviderEventKind, string)? Withdraw(string origin, VerificationKeySet set)
    {
        string sentence =
            set.Skipped.Count == 0
                ? $"{origin} holds no key."
                : $"{origin} holds no key that can be used: {string.Join("; ", set.Skipped.Take(3))}.";
        HeldKeys? before = _held;
        _held = null;
        before?.Table.Release();
        var news = Fail(KeyFetch.Failed(ProviderState.Misconfigured, sentence, retryAfter: null));
        return before is null ? news : (ProviderEventKind.KeysWithdrawn, sentence);
    }

    private (ProviderEventKind, string)? Postpone()
    {
        _failures++;
        Schedule(_policy.UntilRetry(_failures, retryAfter: null));
        return null;
    }

    private void Schedule(TimeSpan pause)
    {
        _nextTimestamp = _clock.GetTimestamp() + (long)(pause.TotalSeconds * _clock.TimestampFrequency);
        _timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private TimeSpan UntilNext()
    {
        TimeSpan left = _clock.GetElapsedTime(_clock.GetTimestamp(), _nextTimestamp);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private ProviderKeys Unavailable()
    {
        lock (_gate)
        {
            double seconds = Math.Ceiling(UntilNext().TotalSeconds);
            return new ProviderKeys(
                UnusableState(),
                [],
                _failure ?? "It has not answered yet.",
                TimeSpan.FromSeconds(Math.Max(1, seconds))
            );
        }
    }

    private ProviderState UnusableState() => _failure is null ? ProviderState.Unreachable : _failedState;

    private static string Changed(string origin, KeyTable table) =>
        table.Skipped.Count == 0
            ? $"{origin} gave {table.Count} keys."
            : $"{origin} gave {table.Count} keys; not used: {string.Join("; ", table.Skipped.Take(3))}.";
}
