using Gatehouse.Doctor.Rules;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Hypotheses;

/// <summary>
/// Clues to probabilities. Each rule counts once for a cause, with its strongest clue; what different rules say is
/// multiplied. A share is kept for "something else", so that a weak clue that stands alone convinces nobody.
/// </summary>
internal static class Weighing
{
    /// <summary>No answer is surer than this: the world is larger than the rule book.</summary>
    public const double Surest = 0.99;

    // What is met first hides what comes after it: two faults that are both there are told in the order in which a
    // request meets them.
    private const double Hidden = -1.5;

    private const double Certain = 3.0;

    // From this weight on an explanation has something to show, and this far behind it stands what it explains.
    private const double Shown = 1.7;

    private const double Behind = 0.7;

    /// <summary>The hypotheses that something speaks for, the likeliest first.</summary>
    public static IReadOnlyList<Hypothesis> Weigh(IReadOnlyList<Clue> clues)
    {
        var weighed = clues
            .GroupBy(clue => clue.Cause)
            .Where(group => group.Any(clue => (int)clue.Strength > 0))
            .Select(group => new Weighed(group.Key, Ordered(group), WeightOf(group.Key, group)))
            .ToList();
        if (weighed.Count == 0)
        {
            return [];
        }

        var seen = weighed;
        weighed = [.. seen.Select(item => item with { Weight = Explained(item.Cause, item.Weight, seen) })];
        // What is itself explained hides nothing: its explanation may well stand later.
        var firstCertain = weighed
            .Where((item, index) => item.Weight >= Certain && item.Weight >= seen[index].Weight)
            .Select(item => Stages.Of(item.Cause))
            .DefaultIfEmpty(int.MaxValue)
            .Min();
        var powers = weighed
            .Select(item => Math.Pow(10, item.Weight + (Stages.Of(item.Cause) > firstCertain ? Hidden : 0)))
            .ToList();
        var all = powers.Sum() + Math.Pow(10, Priors.SomethingElse);
        return
        [
            .. weighed
                .Select((item, index) => new Hypothesis(item.Cause, Math.Min(powers[index] / all, Surest), item.Clues))
                .OrderByDescending(hypothesis => hypothesis.Probability)
                .ThenBy(hypothesis => hypothesis.Cause.Number),
        ];
    }

    // A symptom stands behind what explains it, once that has something to show.
    private static double Explained(Cause symptom, double weight, List<Weighed> all)
    {
        var why = all.Where(item => Explanations.Explains(item.Cause, symptom))
            .Select(item => item.Weight)
            .DefaultIfEmpty(double.MinValue)
            .Max();
        return why >= Shown ? Math.Min(weight, why - Behind) : weight;
    }

    private static double WeightOf(Cause cause, IEnumerable<Clue> clues) =>
        Priors.Of(cause)
        + clues
            .GroupBy(clue => clue.Rule, StringComparer.Ordinal)
            .Sum(rule => Strongest(rule.Select(clue => (int)clue.Strength)) / 100.0);

    private static int Strongest(IEnumerable<int> strengths)
    {
        var all = strengths.ToList();
        var most = all.Max();
        var least = all.Min();
        return (most > 0 ? most : 0) + (least < 0 ? least : 0);
    }

    private static List<Clue> Ordered(IEnumerable<Clue> clues) =>
        [.. clues.OrderByDescending(clue => (int)clue.Strength)];

    private sealed record Weighed(Cause Cause, IReadOnlyList<Clue> Clues, double Weight);
}
