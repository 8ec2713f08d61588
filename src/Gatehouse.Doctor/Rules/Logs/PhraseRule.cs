using Gatehouse.Doctor.Logs;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>A table of words that one server's log tells causes by. What is said seldom beside something else says less.</summary>
internal abstract class PhraseRule : LogRule
{
    /// <summary>The table; the first phrase that is in a message counts.</summary>
    protected abstract IReadOnlyList<LogPhrase> Phrases { get; }

    /// <summary>Whether messages read by this form of log are meant.</summary>
    protected virtual bool IsMeant(LogMessage message) => true;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var said = findings
            .Messages.Where(IsMeant)
            .Select(message => (Message: message, Phrase: Phrases.FirstOrDefault(phrase => phrase.IsIn(message.Text))))
            .Where(item => item.Phrase is not null)
            .GroupBy(item => item.Phrase!)
            .Select(group =>
                (
                    Phrase: group.Key,
                    Count: group.Sum(item => item.Message.Count),
                    Sample: group.First().Message.Text,
                    Since: group.Min(item => item.Message.First)
                )
            )
            .ToList();
        var all = said.Sum(item => item.Count);
        foreach (var (phrase, count, sample, since) in said)
        {
            yield return new Clue(
                phrase.Cause,
                Weakened(phrase.Strength, count, all),
                $"The log says {count} times since {Told(since)}: {Short(sample)}"
            )
            {
                Remedy = phrase.Remedy,
            };
        }
    }

    private static string Short(string sample) => sample.Length > 240 ? sample[..240] : sample;

    private static Strength Weakened(Strength strength, long count, long all) =>
        count * 100 >= all * 60 ? strength
        : count * 100 >= all * 20 ? Least(strength, Strength.Strong)
        : Least(strength, Strength.Moderate);

    private static Strength Least(Strength one, Strength other) => (Strength)Math.Min((int)one, (int)other);
}
