using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>The very same request is granted at one time and refused at another.</summary>
[Names("replica.inconsistent")]
internal sealed class MixedAnswersRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var same = file.All(ProbeIntent.Supplied).Concat(file.All(ProbeIntent.Repeated)).ToList();
        var granted = same.Count(exchange => exchange.Answer is { IsSuccess: true });
        var refused = same.Count(exchange => exchange.Answer is { Status: 401 or 403 });
        if (granted > 0 && refused > 0)
        {
            yield return new Clue(
                Causes.Replica.Inconsistent,
                Strength.Decisive,
                $"The very same request was refused {refused} times and granted {granted} times"
            )
            {
                Source = same[^1].Source,
            };
        }
    }
}
