using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>A redirect to the same path with or without its last slash, and then a refusal: the credentials were left behind on the way.</summary>
[Names("header.stripped-by-redirect")]
internal sealed class RedirectThenRefusalRule : LogRule
{
    private const int Least = 2;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var last = new Dictionary<string, LogEntry>(StringComparer.Ordinal);
        var pairs = 0;
        var path = string.Empty;
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

            if (last.Count < 100_000 || last.ContainsKey(key))
            {
                last[key] = request;
            }
        }

        var refusals = findings.Refusals.Count;
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
