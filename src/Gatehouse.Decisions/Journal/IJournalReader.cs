namespace Gatehouse.Decisions.Journal;

/// <summary>Reads the journal. What it has returned is durable.</summary>
public interface IJournalReader
{
    /// <summary>The entry kept under a reference, as printed, or null.</summary>
    /// <exception cref="StoreUnavailableException">The journal cannot be read.</exception>
    ValueTask<JournalEntry?> FindEntryAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Entries that fit, oldest first.</summary>
    ValueTask<IReadOnlyList<StoredJournalEntry>> ReadAsync(JournalQuery query, CancellationToken cancellationToken);

    /// <summary>Counts by cause since an instant, most frequent first.</summary>
    ValueTask<IReadOnlyList<CauseCount>> CountAsync(DateTimeOffset since, CancellationToken cancellationToken);
}
