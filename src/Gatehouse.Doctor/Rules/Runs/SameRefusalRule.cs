using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Runs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Runs;

/// <summary>Another machine gets the very same refusal: it is not the way between.</summary>
[Names]
internal sealed class SameRefusalRule : Rule
{
    private static readonly (Cause Cause, Strength Strength)[] Unlikely =
    [
        (Causes.Network.AddressDependent, Strength.StronglyAgainst),
        (Causes.Dns.Stale, Strength.StronglyAgainst),
        (Causes.Proxy.Blocked, Strength.Against),
        (Causes.Proxy.CaptivePortal, Strength.Against),
        (Causes.Client.RateExceeded, Strength.WeaklyAgainst),
        (Causes.Client.Banned, Strength.Against),
        (Causes.Client.AddressDenied, Strength.WeaklyAgainst),
        (Causes.Client.CountryDenied, Strength.WeaklyAgainst),
    ];

    public override IEnumerable<Clue> Examine(CaseFile file) =>
        RunPair.In(file) is { Here.Refused: true, There.Refused: true } pair
        && pair.SameMachine != true
        && Likeness.Same(pair.MainHere, pair.MainThere)
            ? Unlikely.Select(cause => new Clue(
                cause.Cause,
                cause.Strength,
                $"Another machine gets the very same refusal"
            ))
            : [];
}
