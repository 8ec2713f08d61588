using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Filters;

/// <summary>Under a browser's name the answer is another: a filter looks at the program.</summary>
[Names("waf.blocked")]
internal sealed class AgentDependentRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.OtherAgent) is not { Answer: { } browser } other
            || file.First(ProbeIntent.Supplied)?.Answer is not { IsSuccess: false } given
        )
        {
            yield break;
        }

        if (browser.Status != given.Status)
        {
            yield return new Clue(
                Causes.Waf.Blocked,
                !browser.IsSuccess && browser.Status != 401 ? Strength.Moderate
                    : IsStillRefused(file, other, given) ? Strength.Decisive
                    : Strength.Strong,
                $"The answer is {given.Status}, but {browser.Status} when the same request calls itself a browser"
            )
            {
                Source = other.Source,
                Remedy = $"Ask the site to let your program through, or send a User-Agent that its filter takes",
            };
        }
        else
        {
            yield return new Clue(
                Causes.Waf.Blocked,
                Strength.WeaklyAgainst,
                $"Under a browser's name the answer is {browser.Status} too"
            )
            {
                Source = other.Source,
            };
        }
    }

    // One of two servers that take turns may have answered otherwise: twice in a row it would not.
    private static bool IsStillRefused(CaseFile file, Exchange other, Answer given) =>
        file.All(ProbeIntent.Repeated)
            .Count(again => again.Number > other.Number && again.Answer?.Status == given.Status) > 1;
}
