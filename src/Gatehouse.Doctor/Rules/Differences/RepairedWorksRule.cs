using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>The credential was granted once it was written as it should be: shown by experiment.</summary>
[Names(
    "header.prefix-missing",
    "header.prefix-doubled",
    "header.quoted",
    "header.whitespace",
    "header.scheme-case",
    "basic.line-wrapped",
    "basic.wrong-alphabet",
    "basic.encoding"
)]
internal sealed class RepairedWorksRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.First(ProbeIntent.Supplied)?.Answer is not { IsSuccess: false } refused)
        {
            yield break;
        }

        foreach (var exchange in file.All(ProbeIntent.Repaired))
        {
            if (
                exchange.Answer is not { } answer
                || file
                    .Credentials.Take(1)
                    .SelectMany(Repairs.Of)
                    .FirstOrDefault(repair => repair.Label == exchange.Label)
                    is not { } repair
            )
            {
                continue;
            }

            if (answer.IsSuccess)
            {
                yield return new Clue(
                    repair.Cause,
                    Strength.Decisive,
                    $"As given the credentials are refused with {refused.Status}; {new OwnWords(exchange.Label)} they are granted"
                )
                {
                    Source = exchange.Source,
                    Remedy = (FormattableString)$"Send the field {repair.Repaired.Name} {new OwnWords(exchange.Label)}",
                };
            }
            else if (!Likeness.Same(answer, refused))
            {
                yield return new Clue(
                    repair.Cause,
                    Strength.Moderate,
                    $"The answer changes when the credentials are sent {new OwnWords(exchange.Label)}"
                )
                {
                    Source = exchange.Source,
                };
            }
        }
    }
}
