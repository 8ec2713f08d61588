namespace Gatehouse.Storage.Journal;

/// <summary>Something that is written beside entries, after those that came before it.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="Parameters">Its parameters.</param>
internal sealed record JournalNote(string Sql, object Parameters);
