using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>One program is refused always, others are served on the same paths: the program sends nothing, or is itself not wanted.</summary>
[Names("credentials.not-sent", "waf.blocked", "credentials.stale-cached")]
internal sealed class OneAgentRule : LogRule
{
    private const int Least = 4;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var refused = findings
            .Refusals.Where(refusal => refusal.Agent.Length > 0 && refusal.Method != "OPTIONS")
            .ToList();
        var agents = refused.GroupBy(refusal => refusal.Agent, StringComparer.Ordinal).ToList();
        if (agents is not [var one] || one.Count() < Least || findings.Run is not null)
        {
            yield break;
        }

        var his = findings.Requests.Count(request => request.IsSuccess && request.Agent == one.Key);
        var others = findings.Guarded.Count(request => request.IsSuccess && request.Agent != one.Key);
        if (his > 0 || others < Least)
        {
            yield break;
        }

        if (
            one.All(refusal => refusal.Status == 403)
            && one.Select(refusal => refusal.Address).Distinct(StringComparer.Ordinal).Count() > 1
        )
        {
            yield return new Clue(
                Causes.Waf.Blocked,
                Strength.Strong,
                $"{one.Key} is refused with 403 from every address ({one.Count()} times), while other programs are served the same paths {others} times: a filter goes by the program's name"
            );
        }
        else if (one.All(refusal => refusal.User.Length == 0))
        {
            yield return new Clue(
                Causes.Credentials.NotSent,
                Strength.Moderate,
                $"All {one.Count()} refusals are of {one.Key}, and without a user's name; other programs are served the same paths {others} times"
            );
        }
    }
}
