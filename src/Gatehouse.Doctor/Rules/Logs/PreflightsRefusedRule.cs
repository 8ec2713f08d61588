using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>OPTIONS alone is refused: a browser's preflight, which cannot carry credentials.</summary>
[Names("preflight.refused")]
internal sealed class PreflightsRefusedRule : LogRule
{
    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var preflights = findings.Refusals.Count(refusal => refusal.Method == "OPTIONS" && !IsWebDav(refusal));
        if (preflights == 0)
        {
            yield break;
        }

        var alone = AreMost(preflights, findings.Refusals.Count, 90);
        var answered = findings.Requests.Count(request => request is { Method: "OPTIONS", IsSuccess: true });
        yield return new Clue(
            Causes.Preflight.Refused,
            alone && answered == 0 ? Strength.Decisive
                : alone ? Strength.Strong
                : AreMost(preflights, findings.Refusals.Count, 40) ? Strength.Strong
                : Strength.Weak,
            $"{preflights} of {findings.Refusals.Count} refusals are of OPTIONS: preflights, which browsers send without credentials"
        )
        {
            Remedy = $"Answer OPTIONS with Access-Control-Request-Method before anything asks for credentials",
        };
    }

    private static bool IsWebDav(LogEntry request) =>
        request.Agent.Contains("WebDAV", StringComparison.OrdinalIgnoreCase)
        || request.Agent.Contains("Microsoft Office", StringComparison.OrdinalIgnoreCase);
}
