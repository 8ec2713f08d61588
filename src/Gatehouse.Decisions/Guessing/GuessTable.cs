namespace Gatehouse.Decisions.Guessing;

/// <summary>
/// Counters of failures in a table of fixed size. Places are found by a keyed hash, so nobody can choose whose counter a
/// name shares a place with; where a place is full, the counter that counts least gives way, so that no number of invented
/// names makes a counter that holds forget.
/// </summary>
internal sealed class GuessTable
{
    private const int Ways = 8;
    private const int Stripes = 64;

    private readonly GuessRule _rule;
    private readonly GuessKind _kind;
    private readonly Entry[] _entries;
    private readonly ulong _sets;
    private readonly Lock[] _stripes = new Lock[Stripes];
    private volatile bool _changed;

    /// <summary>With room for so many counters.</summary>
    public GuessTable(GuessKind kind, GuessRule rule, int capacity)
    {
        _kind = kind;
        _rule = rule;
        _sets = (ulong)Math.Max(1, capacity / Ways);
        _entries = new Entry[_sets * Ways];
        for (var i = 0; i < Stripes; i++)
        {
            _stripes[i] = new Lock();
        }
    }

    /// <summary>How long the counter holds from now on; nothing where it does not.</summary>
    public TimeSpan HeldFor(UInt128 key, DateTimeOffset now)
    {
        lock (StripeOf(key))
        {
            ref var entry = ref Find(key, out var found);
            return found ? HeldFor(ref entry, now.UtcTicks) : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Counts a failure before anything is judged, so that many at once are no more than many one after the other. False
    /// where the counter holds: nothing must be judged.
    /// </summary>
    /// <param name="key">Whose counter.</param>
    /// <param name="owner">Which user the counter belongs to, so that it can be forgotten with the user's others.</param>
    /// <param name="now">The time.</param>
    /// <param name="until">Until when the counter holds for this, to be named when it is taken back.</param>
    public bool TryTake(UInt128 key, uint owner, DateTimeOffset now, out long until)
    {
        var ticks = now.UtcTicks;
        lock (StripeOf(key))
        {
            ref var entry = ref Find(key, out var found);
            if (found)
            {
                if (HeldFor(ref entry, ticks) > TimeSpan.Zero)
                {
                    until = 0;
                    return false;
                }

                Forgive(ref entry, ticks);
            }
            else
            {
                entry = new Entry
                {
                    Tag = TagOf(key),
                    Low = (ulong)key,
                    Owner = owner,
                    ForgivenAt = ticks,
                };
            }

            if (entry.Failures < _rule.Most)
            {
                entry.Failures++;
            }

            // A free one holds nobody, neither another thread whose time was read a moment before.
            var wait = _rule.WaitAfter(entry.Failures).Ticks;
            until = wait > 0 ? ticks + wait : 0;
            entry.HeldUntil = until;
            entry.Changed = until > ticks;
            _changed |= entry.Changed;
            return true;
        }
    }

    /// <summary>
    /// Takes back what was counted for a secret that was right, or was never judged. A hold that another failure has begun
    /// since stays.
    /// </summary>
    public void GiveBack(UInt128 key, long until)
    {
        lock (StripeOf(key))
        {
            ref var entry = ref Find(key, out var found);
            if (found && entry.Failures > 0)
            {
                entry.Failures--;
                if (entry.HeldUntil == until)
                {
                    entry.HeldUntil = 0;
                }
            }
        }
    }

    /// <summary>Forgets a counter.</summary>
    public void Forget(UInt128 key)
    {
        lock (StripeOf(key))
        {
            ref var entry = ref Find(key, out var found);
            if (found)
            {
                entry = default;
            }
        }
    }

    /// <summary>Forgets every counter of a user's.</summary>
    public void ForgetOwned(uint owner)
    {
        for (var set = 0UL; set < _sets; set++)
        {
            lock (_stripes[set % Stripes])
            {
                foreach (ref var entry in _entries.AsSpan((int)(set * Ways), Ways))
                {
                    if (entry.Tag != 0 && entry.Owner == owner)
                    {
                        entry = default;
                    }
                }
            }
        }
    }

    /// <summary>The counters that hold, and have changed since this was last asked; at most so many.</summary>
    public void Collect(List<GuessHold> holds, int most)
    {
        if (!_changed)
        {
            return;
        }

        // What does not fit waits for the next time, and so does what changes while this looks.
        _changed = false;
        for (var set = 0UL; set < _sets; set++)
        {
            lock (_stripes[set % Stripes])
            {
                foreach (ref var entry in _entries.AsSpan((int)(set * Ways), Ways))
                {
                    if (!entry.Changed || entry.HeldUntil == 0)
                    {
                        continue;
                    }

                    if (holds.Count >= most)
                    {
                        _changed = true;
                        return;
                    }

                    entry.Changed = false;
                    holds.Add(
                        new GuessHold(
                            _kind,
                            new UInt128(entry.Tag, entry.Low),
                            entry.Owner,
                            entry.Failures,
                            new DateTimeOffset(entry.HeldUntil, TimeSpan.Zero)
                        )
                    );
                }
            }
        }
    }

    /// <summary>Takes over a counter that was kept; one that counts more already stays.</summary>
    public void Restore(GuessHold hold, DateTimeOffset now)
    {
        lock (StripeOf(hold.Key))
        {
            ref var entry = ref Find(hold.Key, out var found);
            if (found && entry.Failures >= hold.Failures)
            {
                return;
            }

            entry = new Entry
            {
                Tag = TagOf(hold.Key),
                Low = (ulong)hold.Key,
                Owner = hold.Owner,
                Failures = Math.Clamp(hold.Failures, 0, _rule.Most),
                HeldUntil = hold.Until.UtcTicks,
                ForgivenAt = Math.Min(hold.Until.UtcTicks, now.UtcTicks),
            };
        }
    }

    private static ulong TagOf(UInt128 key) => (ulong)(key >> 64);

    private Lock StripeOf(UInt128 key) => _stripes[(ulong)key % _sets % Stripes];

    // The counter of this key, or the place that it may take: a free one, or that of the counter that counts least.
    private ref Entry Find(UInt128 key, out bool found)
    {
        var set = _entries.AsSpan((int)((ulong)key % _sets * Ways), Ways);
        var least = 0;
        for (var i = 0; i < set.Length; i++)
        {
            if (set[i].Tag == TagOf(key) && set[i].Low == (ulong)key && set[i].Tag != 0)
            {
                found = true;
                return ref set[i];
            }

            if (set[i].Failures < set[least].Failures)
            {
                least = i;
            }
        }

        found = false;
        return ref set[least];
    }

    // A clock that was set back holds nobody longer than the rule says.
    private TimeSpan HeldFor(ref Entry entry, long now) =>
        TimeSpan.FromTicks(Math.Clamp(entry.HeldUntil - now, 0, _rule.LongestWait.Ticks));

    private void Forgive(ref Entry entry, long now)
    {
        var forgiven = Math.Max(0, now - entry.ForgivenAt) / _rule.Forgiveness.Ticks;
        entry.Failures = (int)Math.Max(0, entry.Failures - forgiven);
        entry.ForgivenAt =
            entry.Failures == 0 || now < entry.ForgivenAt
                ? now
                : entry.ForgivenAt + (forgiven * _rule.Forgiveness.Ticks);
    }

    private struct Entry
    {
        public ulong Tag;
        public ulong Low;
        public long HeldUntil;
        public long ForgivenAt;
        public uint Owner;
        public int Failures;
        public bool Changed;
    }
}
