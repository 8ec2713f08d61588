using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>The very same request, granted and refused in turn.</summary>
[Names("replica.inconsistent")]
internal sealed class RecordedMixRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var mixed = file.All(ProbeIntent.Given)
            .Where(exchange => exchange is { Answer: not null, Request.CarriesCredential: true })
            .GroupBy(exchange =>
                (
                    exchange.Request!.Method,
                    exchange.Request.Url?.AbsolutePath ?? exchange.Request.Target,
                    exchange.Request.Authorization,
                    exchange.Request.Headers["Cookie"]
                )
            )
            .Select(group => (group.Key, Turns: TurnsOf([.. group]), Last: group.Last()))
            .OrderByDescending(found => found.Turns)
            .FirstOrDefault();
        if (mixed.Turns >= 2)
        {
            yield return new Clue(
                Causes.Replica.Inconsistent,
                mixed.Turns > 2 ? Strength.Decisive : Strength.Strong,
                $"The same request with the same credential was granted and refused in turn, {mixed.Turns} times over"
            )
            {
                Source = mixed.Last.Source,
            };
        }
    }

    private static int TurnsOf(List<Exchange> exchanges)
    {
        var kinds = exchanges
            .Select(exchange => exchange.Answer!.Status)
            .Where(status => status is 401 or (>= 200 and < 400))
            .Select(status => status == 401)
            .ToList();
        return kinds.Zip(kinds.Skip(1)).Count(pair => pair.First != pair.Second);
    }
}
