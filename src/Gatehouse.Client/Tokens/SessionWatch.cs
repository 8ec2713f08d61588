using Gatehouse.Client.Schemes;

namespace Gatehouse.Client.Tokens;

/// <summary>
/// Warns ahead of the end of a session that nothing here can go on with: once for each end, and only after one more try to
/// move it.
/// </summary>
internal sealed class SessionWatch : IDisposable
{
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);

    // Timers take 49.7 days at the most.
    private static readonly TimeSpan _longest = TimeSpan.FromDays(49);

    private readonly Lock _gate = new();
    private readonly SchemeContext _context;
    private readonly TimeSpan _before;
    private readonly Func<ValueTask> _renew;
    private ITimer? _timer;
    private DateTimeOffset? _end;
    private DateTimeOffset _warnsAt;
    private DateTimeOffset? _warned;
    private string _reason = "";

    /// <summary>A watch.</summary>
    /// <param name="context">Whom to warn.</param>
    /// <param name="before">How long before the end.</param>
    /// <param name="renew">Tries to get past the end; what comes of it arrives by <see cref="Follow"/>.</param>
    public SessionWatch(SchemeContext context, TimeSpan before, Func<ValueTask> renew)
    {
        _context = context;
        _before = before;
        _renew = renew;
    }

    /// <summary>Watches the session of a token in place of the one before.</summary>
    public void Follow(GrantedToken granted)
    {
        lock (_gate)
        {
            if (granted.SessionEndsAt == _end)
            {
                return;
            }

            _timer?.Dispose();
            _timer = null;
            _end = granted.SessionEndsAt;
            _reason = granted.SessionEndReason;
            if (_end is { } end)
            {
                // Sessions that are shorter than the warning ahead of them are warned of half-way.
                var now = _context.Clock.GetUtcNow();
                var left = end - now;
                var wait = left - (_before < left / 2 ? _before : left / 2);
                wait = wait > _least ? wait : _least;
                _warnsAt = now + wait;
                _timer = _context.Clock.CreateTimer(
                    static state => _ = ((SessionWatch)state!).OnTimeAsync(),
                    this,
                    wait < _longest ? wait : _longest,
                    Timeout.InfiniteTimeSpan
                );
            }
        }
    }

    /// <summary>Warns of an end that nothing will move.</summary>
    public void Warn(DateTimeOffset end, string reason)
    {
        lock (_gate)
        {
            if (_warned == end)
            {
                return;
            }

            _warned = end;
        }

        try
        {
            _context.SessionEnding(new(_context.Client, _context.Origins[0], end, reason));
        }
        catch (Exception)
        {
            // Whoever listens must not end a renewal that others wait for.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _timer = null;
            _end = null;
        }
    }

    private async Task OnTimeAsync()
    {
        DateTimeOffset end;
        lock (_gate)
        {
            if (_end is not { } watched)
            {
                return;
            }

            var left = _warnsAt - _context.Clock.GetUtcNow();
            if (left > _least)
            {
                _timer?.Change(left < _longest ? left : _longest, Timeout.InfiniteTimeSpan);
                return;
            }

            end = watched;
        }

        try
        {
            await _renew().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            return;
        }

        lock (_gate)
        {
            if (_end != end)
            {
                return;
            }
        }

        Warn(end, _reason);
    }
}
