using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Runs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Runs;

/// <summary>Two machines' clocks stand differently from one server's: which of the three is off can be told.</summary>
[Names("clock.skewed")]
internal sealed class OtherClockRule : Rule
{
    private static readonly TimeSpan Tolerated = TimeSpan.FromSeconds(90);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            RunPair.In(file) is not { Here.Refused: var refusedHere, There.Refused: var refusedThere } pair
            || !(refusedHere || refusedThere)
            || AheadOf(pair.MainHere) is not { } here
            || AheadOf(pair.MainThere) is not { } there
        )
        {
            yield break;
        }

        var timed = IsTimed(pair.MainHere) || IsTimed(pair.MainThere);
        if (Off(here) && Off(there) && (here - there).Duration() < Tolerated)
        {
            if (refusedHere && refusedThere)
            {
                yield return new Clue(
                    Causes.Clock.Skewed,
                    timed ? Strength.Moderate : Strength.Weak,
                    $"Two machines agree that the server's clock is off by {Seconds(here)} s"
                )
                {
                    Remedy = $"Set the server's clock by NTP",
                    RemedyBy = Party.Operator,
                };
            }
        }
        else if (pair.Refused is { } refused && Off(ReferenceEquals(refused, pair.Here) ? here : there))
        {
            var own = ReferenceEquals(refused, pair.Here) ? here : there;
            yield return new Clue(
                Causes.Clock.Skewed,
                timed ? Strength.Strong : Strength.Weak,
                $"The machine whose request was refused is {Seconds(own)} s away from the server's clock, the one whose request was granted is {Seconds(own == here ? there : here)} s away"
            )
            {
                Remedy = $"Set the clock of the machine whose request is refused by NTP",
                RemedyBy = Party.Caller,
            };
        }
    }

    private static TimeSpan? AheadOf(Exchange exchange) => exchange.Answer is null ? null : ServerClock.Ahead(exchange);

    private static bool Off(TimeSpan ahead) => ahead.Duration() >= Tolerated;

    private static double Seconds(TimeSpan ahead) => Math.Round(ahead.Duration().TotalSeconds);

    // Basic credentials and plain keys know no time; tokens, proofs and signatures do.
    private static bool IsTimed(Exchange exchange) =>
        exchange.Request?.Headers["Authorization"] is { } value
        && !value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase);
}
