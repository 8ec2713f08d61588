using Gatehouse.Decisions.Findings;

namespace Gatehouse.Decisions.Journal;

/// <summary>One check of a trail, as the journal keeps it.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Outcome"><c>passed</c>, <c>not-applicable</c>, <c>failed</c> or <c>unanswerable</c>.</param>
/// <param name="Reason">Why it passed, or the id of the cause for which it did not; null where it did not apply.</param>
/// <param name="Microseconds">How long it took.</param>
/// <param name="Evidence">What it found; nothing that <see cref="Disclosure.Nobody"/> may see.</param>
public readonly record struct JournalStep(
    string Check,
    string Outcome,
    string? Reason,
    long Microseconds,
    IReadOnlyList<Evidence> Evidence
);
