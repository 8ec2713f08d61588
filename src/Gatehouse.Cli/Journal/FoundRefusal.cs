using Gatehouse.Decisions.Journal;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Cli.Journal;

/// <summary>What a site knows of a reference that it gave.</summary>
/// <param name="Reference">The reference as it is printed.</param>
/// <param name="Cause">The operator's cause.</param>
/// <param name="At">When it was given.</param>
/// <param name="Node">The node that gave it.</param>
/// <param name="Entry">The journal's entry; null where there is none (any more).</param>
internal sealed record FoundRefusal(string Reference, Cause Cause, DateTimeOffset At, int Node, JournalEntry? Entry);
