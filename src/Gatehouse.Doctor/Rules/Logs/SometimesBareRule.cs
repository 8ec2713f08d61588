using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>One program at one address is known by a user's name when it is served, and by none when it is refused.</summary>
[Names("credentials.not-sent")]
internal sealed class SometimesBareRule : LogRule
{
    private const int Least = 2;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var refused = findings
            .Refusals.Where(refusal => refusal.Agent.Length > 0 && refusal.Method != "OPTIONS" && refusal.Status == 401)
            .ToList();
        if (
            refused.Count < Least
            || refused.Exists(refusal => refusal.User.Length > 0)
            || refused.Select(Caller).Distinct().Take(2).ToList() is not [var caller]
        )
        {
            yield break;
        }

        var own = findings.Requests.Where(request => Caller(request) == caller).ToList();
        var named = own.Count(request => request.IsSuccess && request.User.Length > 0);
        var paths = refused.Select(refusal => refusal.Path).ToHashSet(StringComparer.Ordinal);
        if (named == 0 || own.Exists(request => request.IsSuccess && paths.Contains(request.Path)))
        {
            yield break;
        }

        yield return new Clue(
            Causes.Credentials.NotSent,
            Strength.Strong,
            $"{refused[0].Agent} is served {named} times by a user's name, and refused {refused.Count} times without one at other paths: it sends its credentials to some paths alone"
        )
        {
            Remedy = $"Tell the program to send its credentials for {refused[0].Path} as well",
        };
    }

    private static (string Address, string Agent) Caller(LogEntry entry) => (entry.Address, entry.Agent);
}
