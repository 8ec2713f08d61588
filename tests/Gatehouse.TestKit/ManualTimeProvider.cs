namespace Gatehouse.TestKit;

/// <summary>
/// A clock that moves only when a test moves it. Timers fire on the thread that calls <see cref="Advance"/>, in the
/// order in which they are due, each at its own instant. Safe to use from several threads.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _utcNow;
    private long _timestamp;

    /// <summary>A clock that stands at 2026-11-21T12:00:00Z.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero)) { }

    /// <summary>A clock that stands at the given instant.</summary>
    public ManualTimeProvider(DateTimeOffset utcNow) => _utcNow = utcNow;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait to fire.</summary>
    public int WaitingTimers
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count;
            }
        }
    }

    /// <summary>How long until the next timer fires, or null where none waits.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate)
            {
                return NextTimer() is { } timer ? TimeSpan.FromTicks(timer.Due - _timestamp) : null;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _utcNow;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _timestamp;
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves both the wall clock and the running time forward and fires what becomes due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long target = GetTimestamp() + by.Ticks;
        while (TakeDue(target) is { } due)
        {
            due.Fire();
        }
    }

    /// <summary>Sets the wall clock alone, as an administrator or NTP does: no timer notices.</summary>
    public void StepWallClock(TimeSpan by)
    {
        lock (_gate)
        {
            _utcNow += by;
        }
    }

    internal bool Schedule(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        bool fireNow = false;
        lock (_gate)
        {
            _timers.Remove(timer);
            if (timer.Disposed)
            {
                return false;
            }
            timer.Period = period > TimeSpan.Zero ? period.Ticks : 0;
            if (dueTime == TimeSpan.Zero)
            {
                fireNow = true;
                if (timer.Period > 0)
                {
                    timer.Due = _timestamp + timer.Period;
                    _timers.Add(timer);
                }
            }
            else if (dueTime > TimeSpan.Zero)
            {
                timer.Due = _timestamp + dueTime.Ticks;
                _timers.Add(timer);
            }
        }
        if (fireNow)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static due => due.Fire(), timer, preferLocal: false);
        }
        return true;
    }

    internal void Remove(ManualTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            _timers.Remove(timer);
        }
    }

    private ManualTimer? TakeDue(long target)
    {
        lock (_gate)
        {
            ManualTimer? timer = NextTimer();
            if (timer is null || timer.Due > target)
            {
                MoveTo(target);
                return null;
            }
            MoveTo(timer.Due);
            if (timer.Period > 0)
            {
                timer.Due += timer.Period;
            }
            else
            {
                _timers.Remove(timer);
            }
            return timer;
        }
    }

    private ManualTimer? NextTimer() => _timers.MinBy(timer => timer.Due);

    private void MoveTo(long timestamp)
    {
        if (timestamp > _timestamp)
        {
            _utcNow += TimeSpan.FromTicks(timestamp - _timestamp);
            _timestamp = timestamp;
        }
    }
}
