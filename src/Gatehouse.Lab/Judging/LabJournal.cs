using System.Collections.Concurrent;
using System.Net;
using Gatehouse.Decisions.Journal;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Judging;

/// <summary>The refusals of this lab, the newest thousand, in memory.</summary>
internal sealed class LabJournal : IJournal
{
    private const int Most = 1000;

    private readonly ConcurrentQueue<JournalEntry> _entries = new();

    /// <summary>Every entry that is kept, oldest first.</summary>
    public IReadOnlyCollection<JournalEntry> Entries => _entries;

    /// <summary>The entry of a reference, or null.</summary>
    public JournalEntry? Find(string reference) =>
        _entries.FirstOrDefault(entry => string.Equals(entry.Reference, reference, StringComparison.Ordinal));

    /// <inheritdoc/>
    public bool Admits(Cause cause, string? route, IPAddress? client, DateTimeOffset at) => true;

    /// <inheritdoc/>
    public void Write(JournalEntry entry)
    {
        _entries.Enqueue(entry);
        while (_entries.Count > Most)
        {
            _entries.TryDequeue(out _);
        }
    }
}
