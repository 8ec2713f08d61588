using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Two callers in turn: each sign-in of the one is followed by a refusal of the other. The newer session ends the older.</summary>
[Names("session.revoked")]
internal sealed class PingPongRule : LogRule
{
    private const int Least = 3;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var turns = 0;
        LogEntry? signedIn = null;
        var pairs = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var request in findings.Requests)
        {
            var caller = $"{request.Address} {request.Agent}";
            var isSignIn = LogPaths.IsSignIn(request.Path) || LogPaths.IsRenewal(request.Path);
            if (request is { IsSuccess: true, Method: "POST" } && isSignIn)
            {
                signedIn = request;
                waiting.Remove(caller);
            }
            else if (request.Status == 401 && !isSignIn && signedIn is not null && waiting.Add(caller))
            {
                if (
                    $"{signedIn.Address} {signedIn.Agent}" is var other
                    && other != caller
                    && SameUser(signedIn, request)
                )
                {
                    turns++;
                    pairs.Add(other);
                    pairs.Add(caller);
                }
            }
        }

        if (turns >= Least && pairs.Count is 2 or 3)
        {
            yield return new Clue(
                Causes.Session.Revoked,
                turns > Least ? Strength.Decisive : Strength.Strong,
                $"{turns} times a sign-in of one caller was followed by a refusal of the other, in turn: the newer session ends the older"
            )
            {
                Remedy = $"Give each program an account of its own, or allow more than one session for an account",
            };
        }
    }

    private static bool SameUser(LogEntry one, LogEntry other) =>
        one.User.Length == 0
        || other.User.Length == 0
        || one.User.Equals(other.User, StringComparison.OrdinalIgnoreCase);
}
