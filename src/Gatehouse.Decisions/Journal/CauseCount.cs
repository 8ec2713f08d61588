namespace Gatehouse.Decisions.Journal;

/// <summary>How often a cause refused, entries and counted ones together.</summary>
/// <param name="Cause">The cause's id.</param>
/// <param name="Count">How often.</param>
/// <param name="First">The first second in which it did.</param>
/// <param name="Last">The last one.</param>
public sealed record CauseCount(string Cause, long Count, DateTimeOffset First, DateTimeOffset Last);
