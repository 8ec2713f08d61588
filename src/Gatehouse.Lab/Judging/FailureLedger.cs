using System.Collections.Concurrent;

namespace Gatehouse.Lab.Judging;

/// <summary>Counts failures, and closes the door for a short time on whoever has had too many.</summary>
internal sealed class FailureLedger(TimeProvider clock, int most, TimeSpan closed)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Notes a failure.</summary>
    public void Note(string whose)
    {
        var now = clock.GetUtcNow();
        _entries.AddOrUpdate(
            whose,
            _ => new Entry(1, now),
            (_, entry) => IsOver(entry, now) ? new Entry(1, now) : new Entry(entry.Count + 1, now)
        );
    }

    /// <summary>Until when the door is closed; null where it is open.</summary>
    public DateTimeOffset? ClosedUntil(string whose) =>
        _entries.GetValueOrDefault(whose) is { } entry && entry.Count >= most && !IsOver(entry, clock.GetUtcNow())
            ? entry.Last + closed
            : null;

    private bool IsOver(Entry entry, DateTimeOffset now) => now - entry.Last >= closed && entry.Count >= most;

    private sealed record Entry(int Count, DateTimeOffset Last);
}
