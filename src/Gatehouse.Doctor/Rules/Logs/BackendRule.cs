using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>One server of several refuses what the others serve, or the same caller is served and refused in turn.</summary>
[Names("replica.inconsistent")]
internal sealed class BackendRule : LogRule
{
    private const int Least = 4;

    private const int LeastOfPlain = 2;

    private const int LeastRefused = 3;

    private const int LeastChanges = 5;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var guarded = findings.Guarded;
        var byBackend = guarded
            .Where(request => request.Backend.Length > 0)
            .GroupBy(request => request.Backend, StringComparer.Ordinal)
            .Select(group =>
                (Backend: group.Key, All: group.Count(), Refused: group.Count(request => request.IsRefusal))
            )
            .Where(item =>
                item.All >= Least || (item.All >= LeastOfPlain && (item.Refused == 0 || item.Refused == item.All))
            )
            .ToList();
        var bad = byBackend.Where(item => item.Refused * 100 >= item.All * 70).ToList();
        var good = byBackend.Where(item => item.Refused * 100 <= item.All * 20).ToList();
        if (
            bad.Count > 0
            && good.Count > 0
            && bad.Count + good.Count == byBackend.Count
            && bad.Sum(item => item.Refused) >= LeastRefused
        )
        {
            yield return new Clue(
                Causes.Replica.Inconsistent,
                good.Sum(item => item.All) >= Least ? Strength.Decisive : Strength.Strong,
                $"The server {bad[0].Backend} refuses {bad[0].Refused} of {bad[0].All} requests; {good[0].Backend} and {good.Count - 1} more serve the same paths"
            )
            {
                Remedy =
                    $"Give {bad[0].Backend} the same keys, secrets, sessions and clock as the others, or take it out until it has them",
            };
            yield break;
        }

        foreach (
            var caller in guarded
                .GroupBy(request => (Caller: LogCallers.Of(request), request.Path, request.Method))
                .Where(group => group.Count() >= 2 * Least)
                .Take(1000)
        )
        {
            var outcomes = caller.Select(request => request.IsRefusal).ToList();
            var changes = outcomes.Zip(outcomes.Skip(1), (one, next) => one != next).Count(change => change);
            var refused = outcomes.Count(outcome => outcome);
            if (
                changes >= LeastChanges
                && changes * 4 >= outcomes.Count
                && refused * 10 >= outcomes.Count
                && !HasSignIns(findings, caller.First())
            )
            {
                yield return new Clue(
                    Causes.Replica.Inconsistent,
                    Strength.Strong,
                    $"The same caller is served and refused in turn on {caller.Key.Path}: {refused} of {outcomes.Count} refused, with {changes} changes"
                );
                yield break;
            }
        }
    }

    // Whoever signs in or renews between is no proof of servers that disagree.
    private static bool HasSignIns(LogFindings findings, LogEntry caller) =>
        findings.Requests.Any(request =>
            request.Address == caller.Address && (LogPaths.IsSignIn(request.Path) || LogPaths.IsRenewal(request.Path))
        );
}
