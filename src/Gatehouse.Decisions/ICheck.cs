using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions;

/// <summary>
/// One question of the decision. A check knows no other check; it answers with a <see cref="Finding"/> and never logs,
/// writes to the response or throws for bad input.
/// </summary>
public interface ICheck
{
    /// <summary>The name in traces and in the journal.</summary>
    string Name { get; }

    /// <summary>Every cause that this check can find by itself.</summary>
    IReadOnlyCollection<Cause> FoundCauses { get; }

    /// <summary>The answer for this request.</summary>
    ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken);
}
