using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>What a refusal says in words that no table knows, read by what it speaks of and what it says of it.</summary>
[Names]
internal sealed class MeaningRule : Rule
{
    private const int MostCauses = 3;

    private static readonly string[] Hedges =
    [
        " if ",
        " whether ",
        " may ",
        " might ",
        " could be ",
        " when ",
        " make sure ",
        " or ",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var reading in WordReadings.Of(file))
        {
            if (reading.InSuccess || reading.Farther > 0 || !IsProse(reading) || WordRule.Speaks(reading))
            {
                continue;
            }

            var meant = Meanings.In(reading.Text);
            foreach (var (cause, sentence, written) in meant.Count > MostCauses ? [] : meant)
            {
                var hedged = Array.Exists(Hedges, hedge => sentence.Contains(hedge, StringComparison.Ordinal));
                yield return new Clue(
                    cause,
                    hedged ? Strength.Weak
                        : meant.Count == 1 ? Strength.Strong
                        : Strength.Moderate,
                    $"Said in other words: {written}"
                )
                {
                    Source = reading.Source,
                };
            }
        }
    }

    // A field's value is seldom a sentence.
    private static bool IsProse(WordReading reading) =>
        reading.Place
            is WordPlace.Body
                or WordPlace.Text
                or WordPlace.Challenge
                or WordPlace.Failure
                or WordPlace.Reason;
}
