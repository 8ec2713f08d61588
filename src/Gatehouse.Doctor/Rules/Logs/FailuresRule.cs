using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>A log that refuses nobody and fails often: what its statuses of failure say.</summary>
[Names("upstream.timeout", "upstream.unreachable", "server.error", "server.busy", "server.maintenance")]
internal sealed class FailuresRule : LogRule
{
    private const int Share = 20;

    /// <summary>Whether so many requests fail that the log tells of an illness.</summary>
    public static bool Ails(LogFindings findings) =>
        findings.Refusals.Count == 0
        && findings.Requests.Count(request => request.IsServerFault) is > 0 and var failed
        && AreMost(failed, findings.Requests.Count, Share);

    /// <summary>Whether so many requests are turned down by other statuses than refusals that nobody can call the log well.</summary>
    public static bool TurnsDown(LogFindings findings) =>
        findings.Requests.Count(request => request.Status is 400 or 406 or (>= 409 and <= 499 and not 410 and not 499))
            is > 0
                and var turned
        && AreMost(turned, findings.Requests.Count, Share);

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        if (!Ails(findings))
        {
            yield break;
        }

        var failed = findings.Requests.Where(request => request.IsServerFault).ToList();
        var most = failed.GroupBy(request => request.Status).MaxBy(group => group.Count())!;
        var (cause, strength) = most.Key switch
        {
            502 => (Causes.Upstream.Unreachable, Strength.Moderate),
            503 => (Causes.Server.Busy, Strength.Weak),
            504 => (Causes.Upstream.Timeout, Strength.Strong),
            _ => (Causes.Server.Error, Strength.Moderate),
        };
        yield return new Clue(
            cause,
            strength == Strength.Moderate && most.Key == 500 && Crashes(findings) ? Strength.Strong : strength,
            $"Nobody is refused, and {failed.Count} of {findings.Requests.Count} requests fail, most with {most.Key}"
        );
    }

    private static bool Crashes(LogFindings findings) =>
        findings.Messages.Any(message =>
            message.Text.Contains("fatal error", StringComparison.OrdinalIgnoreCase)
            || message.Text.Contains("exception", StringComparison.OrdinalIgnoreCase)
            || message.Text.Contains("traceback", StringComparison.OrdinalIgnoreCase)
            || message.Text.Contains("panic", StringComparison.OrdinalIgnoreCase)
        );
}
