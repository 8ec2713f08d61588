using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Neighbours;

/// <summary>A path that cannot exist is answered just like the one that is asked about.</summary>
[Names("endpoint.wrong-path", "waf.blocked", "client.address-denied", "route.unknown", "access.hidden")]
internal sealed class EveryPathAlikeRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Neighbour) is not { Answer: { } neighbour } exchange
            || file.First(ProbeIntent.Supplied)?.Answer is not { IsSuccess: false } given
        )
        {
            yield break;
        }

        if (!Likeness.Same(neighbour, given))
        {
            if (given.Status == 404 && neighbour.Status == 404)
            {
                yield return new Clue(
                    Causes.Access.Hidden,
                    Strength.Moderate,
                    $"A path that cannot exist gets another 404 than this one: something is there and hidden"
                )
                {
                    Source = exchange.Source,
                };
            }

            yield break;
        }

        FormattableString because = $"A path that cannot exist is answered just like this one ({given.Status})";
        if (given.Status == 404)
        {
            yield return new Clue(Causes.Endpoint.WrongPath, Strength.Moderate, because) { Source = exchange.Source };
            yield return new Clue(Causes.Route.Unknown, Strength.Moderate, because) { Source = exchange.Source };
        }
        else if (given.Status == 403 && given.MediaType.EndsWith("json", StringComparison.Ordinal))
        {
            yield return new Clue(Causes.Endpoint.WrongPath, Strength.Moderate, because) { Source = exchange.Source };
        }
        else if (given.Status == 403)
        {
            yield return new Clue(Causes.Waf.Blocked, Strength.Moderate, because) { Source = exchange.Source };
            yield return new Clue(Causes.Client.AddressDenied, Strength.Moderate, because) { Source = exchange.Source };
        }
    }
}
