using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Gatehouses;

namespace Gatehouse.Doctor.Reports;

/// <summary>Both sides of one refusal as lines: what the client sent and saw, and what the gateway decided.</summary>
internal static class GatewayStory
{
    /// <summary>The gateway's side of what was examined; null where it is not at hand.</summary>
    public static GatewaySide? Of(Examination examination) => examination.File.Note<GatewaySide>();

    /// <summary>What was sent, seen and decided.</summary>
    public static IReadOnlyList<string> Lines(Examination examination, GatewaySide side, Wording wording)
    {
        if (side.Decision is not { } decision)
        {
            return [wording.Say($"The reference {side.Reference} could not be looked up: {side.Why}")];
        }

        var sent = examination.File.Main?.Request is { } request
            ? $"{request.Method} {request.Url?.OriginalString ?? request.Target}"
            : decision.Request;
        var seen = examination.File.Main?.Answer?.Status ?? decision.Status;
        var lines = new List<string>
        {
            wording.Say($"The client sent {sent ?? "?"}, saw {seen} and was told {decision.Cause.Public.Id}"),
            wording.Say(
                $"The gateway decided {decision.Cause.Id} at {decision.At:yyyy-MM-dd HH:mm:ss} (UTC) on node {decision.Node}"
            ),
        };
        if (decision.Request is null)
        {
            lines.Add(wording.Say($"The journal holds no entry for it: this is read from the reference alone"));
            return lines;
        }

        lines.Add(wording.Say($"It received {decision.Request} from {decision.Client ?? "?"}"));
        lines.Add(
            wording.Say(
                $"Route: {decision.Route ?? "-"}, user: {decision.User ?? "-"}, credential: {decision.Credential ?? "-"}"
            )
        );
        return lines;
    }

    /// <summary>A check's outcome as a short word.</summary>
    public static string Mark(GatewayStep step, Wording wording) =>
        step.Outcome switch
        {
            "passed" => wording.Say($"passed"),
            "failed" => wording.Say($"REFUSED"),
            "unanswerable" => wording.Say($"NO ANSWER"),
            _ => wording.Say($"does not apply"),
        };

    /// <summary>What a check found, in one line.</summary>
    public static string Found(GatewayStep step, Wording wording) =>
        string.Join(
            "; ",
            new[] { step.Reason ?? string.Empty }
                .Concat(
                    step.Facts.Select(fact =>
                        fact.ForOperator
                            ? $"{fact.Name}: {fact.Value} ({wording.Say($"for the operator only")})"
                            : $"{fact.Name}: {fact.Value}"
                    )
                )
                .Where(part => part.Length > 0)
                .Select(part => wording.Redaction.Brief(part))
        );
}
