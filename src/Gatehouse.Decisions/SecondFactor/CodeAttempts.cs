namespace Gatehouse.Decisions.SecondFactor;

/// <summary>
/// How many wrong codes a user has sent lately: after five within a quarter of an hour none is judged until one of them is
/// older. Whoever comes this far has the password, so nobody else can shut a person out by it. In the memory of this
/// process, for a bounded number of users: where it is full, nobody who is not in it is let try.
/// </summary>
public sealed class CodeAttempts(int capacity = 50_000)
{
    /// <summary>The wrong codes within <see cref="Window"/> after which none is judged.</summary>
    public const int Most = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Queue<DateTimeOffset>> _wrong = [];

    /// <summary>How long a wrong code counts.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Counts a code as wrong before it is judged, so that many at once are no more than many one after the other. False
    /// where it must not be judged.
    /// </summary>
    public bool TryTake(long userId, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_wrong.TryGetValue(userId, out var times))
            {
                if (_wrong.Count >= capacity && !MakeRoom(now))
                {
                    return false;
                }

                _wrong.Add(userId, times = new Queue<DateTimeOffset>(Most));
            }

            Expire(times, now);
            if (times.Count >= Most)
            {
                return false;
            }

            times.Enqueue(now);
            return true;
        }
    }

    /// <summary>Takes back what was counted for a code that was right.</summary>
    public void GiveBack(long userId)
    {
        lock (_gate)
        {
            // One of those that stand there, not which: they are seconds apart.
            if (_wrong.TryGetValue(userId, out var times) && times.TryDequeue(out _) && times.Count == 0)
            {
                _wrong.Remove(userId);
            }
        }
    }

    private bool MakeRoom(DateTimeOffset now)
    {
        foreach (var (user, times) in _wrong)
        {
            Expire(times, now);
            if (times.Count == 0)
            {
                _wrong.Remove(user);
            }
        }

        return _wrong.Count < capacity;
    }

    private static void Expire(Queue<DateTimeOffset> times, DateTimeOffset now)
    {
        while (times.TryPeek(out var oldest) && now - oldest >= Window)
        {
            times.Dequeue();
        }
    }
}
