using System.Collections;
using Gatehouse.Decisions.Findings;

namespace Gatehouse.Decisions.Journal;

/// <summary>
/// The trail of a refusal as the journal keeps it: a view of the steps, made when it is read, which is by whoever writes it
/// down and not by whoever answers.
/// </summary>
internal sealed class WrittenTrail : IReadOnlyList<JournalStep>
{
    private const int LongestValue = 1024;

    private readonly IReadOnlyList<TrailStep> _steps;

    private WrittenTrail(IReadOnlyList<TrailStep> steps) => _steps = steps;

    /// <inheritdoc/>
    public int Count => _steps.Count;

    /// <inheritdoc/>
    public JournalStep this[int index] => Step(_steps[index], EvidenceOf(_steps[index].Finding));

    /// <summary>
    /// The trail for a refusal's steps. Where a value must be escaped or left out that is done now: what an entry holds can
    /// be written down as it is.
    /// </summary>
    public static IReadOnlyList<JournalStep> Of(IReadOnlyList<TrailStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (!IsFit(EvidenceOf(steps[i].Finding)))
            {
                return [.. steps.Select(step => Step(step, Written(EvidenceOf(step.Finding))))];
            }
        }

        return new WrittenTrail(steps);
    }

    /// <inheritdoc/>
    public IEnumerator<JournalStep> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IReadOnlyList<Evidence> EvidenceOf(Finding finding) =>
        finding switch
        {
            Failed failed => failed.Evidence,
            Unanswerable away => away.Evidence,
            _ => [],
        };

    private static bool IsFit(IReadOnlyList<Evidence> evidence)
    {
        for (var i = 0; i < evidence.Count; i++)
        {
            var piece = evidence[i];
            if (
                piece.SeenBy == Disclosure.Nobody
                || !ReferenceEquals(SafeText.Escape(piece.Value, LongestValue), piece.Value)
            )
            {
                return false;
            }
        }

        return true;
    }

    private static IReadOnlyList<Evidence> Written(IReadOnlyList<Evidence> evidence) =>
        [
            .. evidence
                .Where(piece => piece.SeenBy != Disclosure.Nobody)
                .Select(piece => piece with { Value = SafeText.Escape(piece.Value, LongestValue) }),
        ];

    private static JournalStep Step(TrailStep step, IReadOnlyList<Evidence> evidence) =>
        step.Finding switch
        {
            Passed passed => new(step.Check, "passed", passed.Reason, step.Microseconds, evidence),
            Failed failed => new(step.Check, "failed", failed.Cause.Id, step.Microseconds, evidence),
            Unanswerable away => new(step.Check, "unanswerable", away.Cause.Id, step.Microseconds, evidence),
            _ => new(step.Check, "not-applicable", Reason: null, step.Microseconds, evidence),
        };
}
