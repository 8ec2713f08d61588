using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>The same request is granted over https and refused over http.</summary>
[Names("endpoint.insecure-scheme")]
internal sealed class SecuredRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Secured) is { Answer: { IsSuccess: true } answer } secured
            && file.First(ProbeIntent.Supplied)?.Answer is { IsSuccess: false } given
        )
        {
            yield return new Clue(
                Causes.Endpoint.InsecureScheme,
                Strength.Decisive,
                $"Over https the same request is answered with {answer.Status}, over http with {given.Status}"
            )
            {
                Source = secured.Source,
                Remedy = $"Ask for {secured.Request?.Url}",
            };
        }
    }
}
