using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>
/// A redirect to the same path with or without its last slash, or to another host, and then a refusal: the credentials
/// were left behind on the way.
/// </summary>
[Names("header.stripped-by-redirect")]
internal sealed class RedirectThenRefusalRule : LogRule
{
    private const int Least = 2;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var last = new Dictionary<string, LogEntry>(StringComparer.Ordinal);
        var pairs = 0;
        var path = string.Empty;
        var hosts = 0;
        var host = string.Empty;
        foreach (var request in findings.Requests)
        {
            var key = $"{request.Address} {request.Agent}";
            if (
                request.Status == 401
                && last.TryGetValue(key, out var before)
                && before.Status is 301 or 302 or 307 or 308
                && before.Path != request.Path
                && before.Path.Trim('/').Equals(request.Path.Trim('/'), StringComparison.OrdinalIgnoreCase)
                && Soon(before, request)
            )
            {
                pairs++;
                path = request.Path;
            }

            if (
                request.Status == 401
                && request.Carried == false
                && last.TryGetValue(key, out before)
                && before is { Status: 301 or 302 or 303 or 307 or 308, Carried: not false }
                && before.Host.Length > 0
                && request.Host.Length > 0
                && !before.Host.Equals(request.Host, StringComparison.OrdinalIgnoreCase)
                && Soon(before, request)
            )
            {
                hosts++;
                host = request.Host;
            }

            if (last.Count < 100_000 || last.ContainsKey(key))
            {
                last[key] = request;
            }
        }

        var refusals = findings.Refusals.Count;
        if (hosts > 0 && AreMost(hosts, refusals, 60))
        {
            yield return new Clue(
                Causes.Header.StrippedByRedirect,
                hosts >= Least ? Strength.Decisive : Strength.Strong,
                $"{hosts} of {refusals} refusals come without Authorization right after a redirect from another host to {host}"
            )
            {
                Remedy = $"Ask {host} itself: programs drop credentials on the way to another host",
            };
        }

        if (pairs >= Least && AreMost(pairs, refusals, 60))
        {
            yield return new Clue(
                Causes.Header.StrippedByRedirect,
                Strength.Decisive,
                $"{pairs} of {refusals} refusals come right after a redirect that only changed the slash at the end: {path}"
            )
            {
                Remedy = $"Ask for {path} itself, or let the server serve both forms without a redirect",
            };
        }
    }

    private static bool Soon(LogEntry one, LogEntry next) =>
        one.At is not { } at || next.At is not { } then || then - at <= TimeSpan.FromSeconds(2);
}
