using Gatehouse.Decisions;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Judging;

/// <summary>A check of the lab's own among those of the decision, for what the decision itself does not ask.</summary>
internal sealed class LabCheck(
    string name,
    Cause[] finds,
    Func<Decision, CancellationToken, ValueTask<Finding>> examine
) : ICheck
{
    /// <summary>A check that needs nobody else to tell.</summary>
    public LabCheck(string name, Cause[] finds, Func<Decision, Finding> examine)
        : this(name, finds, (decision, _) => new(examine(decision))) { }

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => finds;

    /// <summary>Whether it is asked when it is known who the caller is, and not before credentials are read.</summary>
    public bool IsLate { get; init; }

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken) =>
        examine(decision, cancellationToken);
}
