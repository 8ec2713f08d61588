using System.Net;
using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>The web server's own program asks its API without the user's cookie, as pages rendered on the server do.</summary>
[Names("credentials.not-sent")]
internal sealed class ServerSideCallerRule : LogRule
{
    private static readonly string[] Programs = ["node", "undici", "axios", "next.js", "got (", "Deno", "Bun/"];

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var own = findings
            .Refusals.Where(refusal =>
                refusal.User.Length == 0
                && IsNear(refusal.Address)
                && Array.Exists(
                    Programs,
                    program => refusal.Agent.StartsWith(program, StringComparison.OrdinalIgnoreCase)
                )
            )
            .ToList();
        if (own.Count == 0 || !AreMost(own.Count, findings.Refusals.Count, 70))
        {
            yield break;
        }

        var paths = own.Select(refusal => refusal.Path).ToHashSet(StringComparer.Ordinal);
        var browsers = findings.Requests.Count(request =>
            request.IsSuccess
            && paths.Contains(request.Path)
            && request.Agent.StartsWith("Mozilla", StringComparison.Ordinal)
        );
        yield return new Clue(
            Causes.Credentials.NotSent,
            browsers > 0 ? Strength.Decisive : Strength.Strong,
            $"{own.Count} of {findings.Refusals.Count} refusals are of {own[0].Agent} at {own[0].Address}, the server that renders pages; browsers are served the same paths {browsers} times"
        )
        {
            Remedy = $"Pass the incoming request's Cookie or Authorization on when pages are rendered on the server",
        };
    }

    private static bool IsNear(string address) =>
        IPAddress.TryParse(address, out var ip)
        && (
            IPAddress.IsLoopback(ip)
            || ip.ToString() is var text
                && (
                    text.StartsWith("10.", StringComparison.Ordinal)
                    || text.StartsWith("172.", StringComparison.Ordinal)
                    || text.StartsWith("192.168.", StringComparison.Ordinal)
                    || text.StartsWith("::ffff:127.", StringComparison.Ordinal)
                )
        );
}
