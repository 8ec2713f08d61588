using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>
/// The end of check 8: the filter that a route may ask. Asked of every request that would be let through, by whichever
/// check: public routes have filters too.
/// </summary>
public sealed class FilterCheck : ICheck
{
    /// <inheritdoc/>
    public string Name => "filter";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [Causes.Access.FilterRefused, Causes.Server.Configuration];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken) =>
        decision.Route?.Filter is { } filter
            ? filter.JudgeAsync(decision, cancellationToken)
            : new ValueTask<Finding>(Finding.NotApplicable);
}
