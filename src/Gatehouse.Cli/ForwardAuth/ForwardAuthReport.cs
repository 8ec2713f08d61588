using System.Globalization;

namespace Gatehouse.Cli.ForwardAuth;

/// <summary>What the proof found.</summary>
/// <param name="Outcomes">Every probe, the plain request first.</param>
/// <param name="Stopped">Whether the gateway was not running.</param>
/// <param name="Problem">What is wrong with how the proxy asks, or null.</param>
internal sealed record ForwardAuthReport(IReadOnlyList<ForwardAuthOutcome> Outcomes, bool Stopped, string? Problem)
{
    /// <summary>Whether nothing was let through and the proxy asks as it should.</summary>
    public bool Good => Problem is null && Outcomes.All(outcome => outcome.Closed);

    public void Print(bool json)
    {
        if (json)
        {
            Output.Json(
                new
                {
                    Good,
                    Gateway = Stopped ? "stopped" : "running",
                    Problem,
                    Probes = Outcomes.Select(outcome => new
                    {
                        outcome.Probe.Name,
                        outcome.Probe.Method,
                        outcome.Probe.Target,
                        outcome.Status,
                        outcome.Cause,
                        outcome.Reference,
                        outcome.Closed,
                    }),
                }
            );
            return;
        }

        foreach (var outcome in Outcomes)
        {
            var status = outcome.Status.ToString(CultureInfo.InvariantCulture);
            Output.Line(
                $"  {(outcome.Closed ? "closed" : "OPEN"), -7} {status} {outcome.Cause, -32} {outcome.Probe.Name}"
            );
        }

        Output.Line();
        if (Problem is not null)
        {
            Output.Line(Problem);
        }

        var open = Outcomes.Count(outcome => !outcome.Closed);
        Output.Line(
            open > 0
                ? $"{open} of {Outcomes.Count} requests without credentials were let through."
                : $"None of {Outcomes.Count} requests without credentials was let through."
        );
        Output.Line(
            Stopped
                ? "Gatehouse does not run: this proves that the proxy lets nobody in without it. Run it again with Gatehouse running."
            : Outcomes[0].Reference is null
                ? "The plain request was not answered by Gatehouse: the proxy does not hand on its refusals, or does not ask."
            : "Whether it stays closed without Gatehouse shows when this is run with Gatehouse stopped."
        );
    }
}
