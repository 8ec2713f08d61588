namespace Gatehouse.Decisions.Journal;

/// <summary>An entry with its place in the store.</summary>
/// <param name="Sequence">Rises with every entry written.</param>
/// <param name="Entry">The entry.</param>
public sealed record StoredJournalEntry(long Sequence, JournalEntry Entry);
