using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>One address tries many users, or one user very often: somebody guesses passwords. The refusals are right.</summary>
[Names("credentials.rejected", "credentials.throttled", "client.banned")]
internal sealed class GuessingRule : LogRule
{
    private const int ManyUsers = 5;

    private const int ManyTries = 10;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var guesser = findings
            .Refusals.Where(refusal => refusal is { Status: 401, Address.Length: > 0 })
            .GroupBy(refusal => refusal.Address, StringComparer.Ordinal)
            .Select(group =>
                (
                    Address: group.Key,
                    Tries: group.Count(),
                    Users: Users(group),
                    SignIns: group.Count(r => r.Method == "POST" && LogPaths.IsSignIn(r.Path))
                )
            )
            .Where(item => item.Users >= ManyUsers || item.SignIns >= ManyTries)
            .OrderByDescending(item => item.Tries)
            .FirstOrDefault();
        if (guesser.Address is null || !AreMost(guesser.Tries, findings.Refusals.Count, 50) || findings.Run is not null)
        {
            yield break;
        }

        var after = findings.Requests.Where(request => request.Address == guesser.Address).ToList();
        if (after.Count(request => request.Status == 429) is > 0 and var slowed)
        {
            yield return new Clue(
                Causes.Credentials.Throttled,
                Strength.Strong,
                $"{guesser.Address} failed {guesser.Tries} times with {guesser.Users} users and was then slowed down {slowed} times"
            );
        }
        else if (after[^1].Status == 403)
        {
            yield return new Clue(
                Causes.Client.Banned,
                Strength.Strong,
                $"{guesser.Address} failed {guesser.Tries} times with {guesser.Users} users and is refused altogether since"
            );
        }

        yield return new Clue(
            Causes.Credentials.Rejected,
            Strength.Strong,
            $"{guesser.Tries} of {findings.Refusals.Count} refusals are of {guesser.Address}, which tried {guesser.Users} users: somebody guesses passwords, and the refusals are right"
        )
        {
            Remedy = $"Limit failed tries by address and user, and refuse {guesser.Address}",
        };
    }

    private static int Users(IEnumerable<LogEntry> requests) =>
        requests
            .Select(request => request.User)
            .Where(user => user.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Count();
}
