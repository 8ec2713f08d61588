using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Gatehouses;

/// <summary>The gateway's own journal was at hand, and tells what it decided. It may name any cause.</summary>
[Names]
internal sealed class ResolvedReferenceRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Note<GatewaySide>() is not { Decision: { } decision } side)
        {
            yield break;
        }

        yield return new Clue(
            decision.Cause,
            Strength.Decisive,
            decision.Refusing is { } step
                ? (FormattableString)
                    $"The gateway's journal says under {side.Reference} that its check {step.Check} refused the request{Facts(step)}"
                : $"The gateway itself put this cause into the reference {side.Reference}"
        );
        if (decision.Cause.Public != decision.Cause)
        {
            yield return new Clue(
                decision.Cause.Public,
                Strength.Excludes,
                $"This is what outsiders are told in place of {decision.Cause.Id}"
            );
        }
    }

    // The sentence goes into letters; what only the operator may see stands in the reports' own section.
    private static string Facts(GatewayStep step) =>
        string.Join(", ", step.Facts.Where(fact => !fact.ForOperator).Select(fact => $"{fact.Name}: {fact.Value}"))
            is { Length: > 0 } facts
            ? $" ({facts})"
            : string.Empty;
}
