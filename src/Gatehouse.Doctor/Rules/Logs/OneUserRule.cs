using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>One user alone is refused where others are served: his password, his account, or a program that still has the old one.</summary>
[Names("credentials.rejected", "user.locked", "credentials.stale-cached", "password.expired")]
internal sealed class OneUserRule : LogRule
{
    private const int Least = 3;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var named = findings.Refusals.Where(refusal => refusal.User.Length > 0 && refusal.Status == 401).ToList();
        var byUser = named
            .GroupBy(refusal => refusal.User, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(group => group.Count())
            .FirstOrDefault();
        if (
            byUser is null
            || byUser.Count() < Least
            || !AreMost(byUser.Count(), named.Count)
            || findings.Run is not null
        )
        {
            yield break;
        }

        var user = byUser.Key;
        var his = findings
            .Requests.Where(request =>
                request.User.Equals(user, StringComparison.OrdinalIgnoreCase)
                && (request.IsSuccess || request.Status is 401)
            )
            .ToList();
        var others = findings
            .Requests.Where(request =>
                request.IsSuccess
                && request.User.Length > 0
                && !request.User.Equals(user, StringComparison.OrdinalIgnoreCase)
            )
            .Select(request => request.User)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Count();
        var firstRefusal = his.FindIndex(request => request.IsRefusal);
        var lastServed = his.FindLastIndex(request => request.IsSuccess);
        var refusedAgents = his.Where(request => request.IsRefusal)
            .Select(Client)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var servedAfter = his.Skip(firstRefusal)
            .Where(request => request.IsSuccess)
            .Select(Client)
            .ToHashSet(StringComparer.Ordinal);
        if (refusedAgents.Count == 1 && servedAfter.Count > 0 && !servedAfter.Contains(refusedAgents[0]))
        {
            yield return new Clue(
                Causes.Credentials.StaleCached,
                Strength.Decisive,
                $"{byUser.Count()} refusals are all of the user {user} from one program ({refusedAgents[0]}), while the same user is served from {servedAfter.Count} other: that program still sends an old password"
            );
        }
        else if (lastServed >= 0 && lastServed < firstRefusal && refusedAgents.Count > 1)
        {
            var burst = his.Skip(firstRefusal)
                .TakeWhile(request => Client(request) == Client(his[firstRefusal]))
                .Count();
            yield return new Clue(
                Causes.User.Locked,
                burst >= Least ? Strength.Strong : Strength.Moderate,
                $"The user {user} was served until {Told(his[lastServed].At)}; then {burst} wrong tries of one program, and since then every program of his is refused, while {others} other users are served"
            );
            yield return new Clue(
                Causes.Password.Expired,
                Strength.Moderate,
                $"The user {user} was served until {Told(his[lastServed].At)} and is refused since from everywhere"
            );
        }
        else if (lastServed >= 0 && lastServed < firstRefusal)
        {
            yield return new Clue(
                Causes.Credentials.StaleCached,
                Strength.Strong,
                $"One program ({refusedAgents[0]}) was served as {user} until {Told(his[lastServed].At)} and sends the same without success since; {others} other users are served"
            )
            {
                Question =
                    $"Was the password of {user} changed, did it expire, or was the account locked at {Told(his[firstRefusal].At)}?",
            };
            yield return new Clue(
                Causes.User.Locked,
                Strength.Moderate,
                $"The user {user} alone is refused since {Told(his[firstRefusal].At)}"
            );
        }
        else
        {
            yield return new Clue(
                Causes.Credentials.Rejected,
                Strength.Strong,
                $"{byUser.Count()} of {named.Count} refusals are of the user {user}, while {others} other users are served"
            );
        }
    }

    private static string Client(LogEntry request) => $"{request.Agent}, {request.Address}";
}
