using System.Globalization;

namespace Gatehouse.DoctorBench;

/// <summary>Prints what a run came to: hits, calibration, cost, and every miss.</summary>
internal static class Table
{
    public static void Print(string title, IReadOnlyList<Outcome> outcomes)
    {
        if (outcomes.Count == 0)
        {
            return;
        }

        Line($"## {title}");
        Line("");
        Line("| layer | cases | first is right | one of three | undecided |");
        Line("|---|---|---|---|---|");
        foreach (
            var layer in outcomes
                .GroupBy(outcome => outcome.Layer, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            Row(layer.Key, [.. layer]);
        }

        Row("all", outcomes);
        Line("");
        var sure = outcomes.Where(outcome => outcome.Confidence >= 0.9).ToList();
        var brier = outcomes
            .Where(outcome => outcome.Run.Diagnoses.Count > 0)
            .Select(outcome => Math.Pow(outcome.Confidence - (outcome.Hit ? 1 : 0), 2))
            .DefaultIfEmpty(0)
            .Average();
        Line(
            $"- Brier score {brier:0.000}; given with 0.9 or more: {sure.Count}, of them right {sure.Count(outcome => outcome.Hit)} ({Share(sure.Count(outcome => outcome.Hit), sure.Count)})"
        );
        Bands(outcomes);
        Line(
            $"- requests: median {Median(outcomes.Select(outcome => (double)outcome.Run.Sent)):0.#}, most {outcomes.Max(outcome => outcome.Run.Sent)}; seconds: median {Median(outcomes.Select(outcome => outcome.Run.Seconds)):0.00}, most {outcomes.Max(outcome => outcome.Run.Seconds):0.0}"
        );
        Line($"- credentials where they should not go: {outcomes.Count(outcome => outcome.Leak is not null)}");
        Line("");
        foreach (var miss in outcomes.Where(outcome => !outcome.Hit || outcome.Leak is not null))
        {
            Line(
                $"- {miss.Id}: is {string.Join(" / ", miss.Causes)}, told {miss.Run.Verdict} "
                    + string.Join(
                        ", ",
                        miss.Run.Diagnoses.Take(4).Select(each => $"{each.Cause} {each.Confidence:0.00}")
                    )
                    + (miss.Run.Question is { } question ? $" — {question}" : "")
                    + (miss.Run.Fault.Length > 0 ? $" — {miss.Run.Fault}" : "")
                    + (miss.Note is { } note ? $" ({note})" : "")
                    + (miss.Leak is { } leak ? $" — LEAK {leak}" : "")
            );
        }

        Line("");
    }

    /// <summary>What the doctor makes of causes in other servers' words, dress by dress; every answer that is sure and wrong.</summary>
    public static void PrintClothes(IReadOnlyList<Outcome> outcomes)
    {
        Line("## The lab in other servers' words");
        Line("");
        Line("| dress | pairs | recognised | look-alike | undecided, with a question | unsure | sure and wrong |");
        Line("|---|---|---|---|---|---|---|");
        foreach (
            var dress in outcomes
                .GroupBy(outcome => outcome.Layer, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
        )
        {
            ClothesRow(dress.Key, [.. dress]);
        }

        ClothesRow("all", outcomes);
        Line("");
        Line($"- credentials where they should not go: {outcomes.Count(outcome => outcome.Leak is not null)}");
        Line("");
        foreach (var wrong in outcomes.Where(outcome => outcome.SureAndWrong || outcome.Leak is not null))
        {
            Line($"- {wrong.Id}: told {wrong.First} {wrong.Confidence:0.00} {wrong.Run.Fault}{wrong.Leak}");
        }

        Line("");
    }

    private static void ClothesRow(string name, IReadOnlyList<Outcome> outcomes)
    {
        var asks = outcomes.Count(outcome => !outcome.Hit && outcome.Run.Question is not null);
        var wrong = outcomes.Count(outcome => outcome.SureAndWrong);
        var hits = outcomes.Count(outcome => outcome.Hit);
        var seen = outcomes.Count(outcome => outcome.Recognised);
        Line(
            $"| {name} | {outcomes.Count} | {seen} | {hits - seen} | {asks} | {outcomes.Count - hits - asks - wrong} | {wrong} ({Share(wrong, outcomes.Count)}) |"
        );
    }

    // How often an answer is right that was given with this confidence, and with one fact or several.
    private static void Bands(IReadOnlyList<Outcome> outcomes)
    {
        double[] bounds = [0, 0.6, 0.8, 0.9, 0.97, 1.01];
        Line("");
        Line("| confidence | answers | right | with one fact | right | with more | right |");
        Line("|---|---|---|---|---|---|---|");
        foreach (var (from, to) in bounds.Zip(bounds.Skip(1)))
        {
            var band = outcomes
                .Where(each => each.Run.Diagnoses.Count > 0 && each.Confidence >= from && each.Confidence < to)
                .ToList();
            var one = band.FindAll(each => each.Run.Facts == 1);
            var more = band.FindAll(each => each.Run.Facts > 1);
            Line(
                $"| {from:0.00} to {Math.Min(to, 1):0.00} | {band.Count} | {Share(band.Count(each => each.Hit), band.Count)} | {one.Count} | {Share(one.Count(each => each.Hit), one.Count)} | {more.Count} | {Share(more.Count(each => each.Hit), more.Count)} |"
            );
        }

        Line("");
    }

    private static void Row(string name, IReadOnlyList<Outcome> outcomes) =>
        Line(
            $"| {name} | {outcomes.Count} | {Share(outcomes.Count(outcome => outcome.Hit), outcomes.Count)} | {Share(outcomes.Count(outcome => outcome.HitOfThree), outcomes.Count)} | {outcomes.Count(outcome => outcome.Run.Verdict == "undecided")} |"
        );

    private static string Share(int part, int whole) =>
        whole == 0 ? "-" : FormattableString.Invariant($"{part * 100.0 / whole:0.0} %");

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }

    private static void Line(FormattableString line) => Terminal.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Line(string line) => Terminal.WriteLine(line);
}
