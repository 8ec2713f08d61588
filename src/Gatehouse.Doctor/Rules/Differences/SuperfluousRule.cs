using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>Without the credentials the request is granted.</summary>
[Names("credentials.superfluous")]
internal sealed class SuperfluousRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Supplied) is { Answer: { Status: >= 400 } refused }
            && file.First(ProbeIntent.Anonymous) is { Answer: { IsSuccess: true } granted } anonymous
        )
        {
            yield return new Clue(
                Causes.Credentials.Superfluous,
                Strength.Decisive,
                $"With the credentials the answer is {refused.Status}, without them it is {granted.Status}"
            )
            {
                Source = anonymous.Source,
                Remedy = $"Send the request without these credentials",
            };
        }
    }
}
