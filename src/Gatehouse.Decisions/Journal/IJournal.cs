namespace Gatehouse.Decisions.Journal;

/// <summary>
/// Where refusals are kept. Writing never blocks, never throws and never changes an answer: what does not fit is
/// counted instead of kept.
/// </summary>
public interface IJournal
{
    /// <summary>
    /// Whether a whole entry would be kept now for this cause, route and client (all while a second is
    /// quiet, then the first of each, at most 2,000 a second); where not, the refusal is counted by cause and second, and no entry need be made.
    /// </summary>
    bool Admits(Protocol.Causes.Cause cause, string? route, System.Net.IPAddress? client, DateTimeOffset at);

    /// <summary>Hands over an entry that was admitted.</summary>
    void Write(JournalEntry entry);
}
