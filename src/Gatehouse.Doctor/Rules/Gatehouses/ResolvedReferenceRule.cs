using Gatehouse.Doctor.Gatehouses;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Gatehouses;

/// <summary>
/// The gateway's own journal was at hand, and tells what it decided. It may name any cause; declared is what nobody can see
/// from outside.
/// </summary>
[Names("forward.peer-untrusted", "access.hidden")]
internal sealed class ResolvedReferenceRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Note<GatewaySide>() is not { Decision: { } decision } side)
        {
            yield break;
        }

        yield return new Clue(decision.Cause, Strength.Decisive, Because(decision, side));
        if (decision.Cause.Public != decision.Cause)
        {
            yield return new Clue(
                decision.Cause.Public,
                Strength.Excludes,
                $"This is what outsiders are told in place of {decision.Cause.Id}"
            );
        }
    }

    private static FormattableString Because(GatewayDecision decision, GatewaySide side)
    {
        if (decision.Refusing is not { } step)
        {
            return $"The gateway itself put this cause into the reference {side.Reference}";
        }

        if (Before(decision, step) is { Length: > 0 } before)
        {
            return $"The gateway's journal says under {side.Reference} that its check {step.Check} refused the request{Facts(step)}, and that before it failed {before}";
        }

        return $"The gateway's journal says under {side.Reference} that its check {step.Check} refused the request{Facts(step)}";
    }

    // A hidden route refuses as if it were not there; why the caller may not see it stands before.
    private static string Before(GatewayDecision decision, GatewayStep last) =>
        string.Join(
            ", ",
            decision
                .Steps.TakeWhile(step => step != last)
                .Where(step => step.Outcome == last.Outcome)
                .Select(step => $"{step.Check}: {step.Reason}")
        );

    // The sentence goes into letters; what only the operator may see stands in the reports' own section.
    private static string Facts(GatewayStep step) =>
        string.Join(", ", step.Facts.Where(fact => !fact.ForOperator).Select(fact => $"{fact.Name}: {fact.Value}"))
            is { Length: > 0 } facts
            ? $" ({facts})"
            : string.Empty;
}
