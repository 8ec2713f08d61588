using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Callers are served for exactly the usual lifetime of a token and refused from then on, each by his own clock.</summary>
[Names("token.expired", "session.expired-absolute")]
internal sealed class LifetimeRule : LogRule
{
    private static readonly int[] Lifetimes = [5, 10, 15, 20, 30, 60, 120, 240, 480, 720, 1440];

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var ages = new List<(double Minutes, string Caller)>();
        foreach (var caller in findings.Requests.GroupBy(LogCallers.Of, StringComparer.Ordinal).Take(5000))
        {
            if (AgeAtRefusal([.. caller]) is { } age)
            {
                ages.Add((age, caller.Key));
            }
        }

        foreach (var lifetime in Lifetimes)
        {
            // The refusal can only be seen with the next request after the end.
            var fit = ages.Where(item => item.Minutes >= lifetime * 0.985 && item.Minutes <= lifetime * 1.06 + 0.5)
                .ToList();
            if (fit.Count == 0 || !AreMost(fit.Count, ages.Count, 60) || (findings.Run is not null && fit.Count < 2))
            {
                continue;
            }

            yield return new Clue(
                Causes.Token.Expired,
                fit.Count > 1 ? Strength.Decisive : Strength.Strong,
                $"{fit.Count} callers were served for {lifetime} minutes after they began or signed in, and are refused from then on without a renewal between"
            )
            {
                Remedy =
                    $"Renew the token before its {lifetime} minutes are over, and once upon a 401, then repeat the request",
            };
            yield break;
        }
    }

    // Minutes from the caller's sign-in (or first success) to the first of the refusals that end his log.
    private static double? AgeAtRefusal(List<LogEntry> his)
    {
        var refusal = his.FindIndex(request => request.Status == 401);
        if (refusal < 2 || his[refusal].At is not { } end)
        {
            return null;
        }

        var after = his.Skip(refusal)
            .TakeWhile(request => !LogPaths.IsSignIn(request.Path) && !LogPaths.IsRenewal(request.Path));
        if (after.Any(request => request.IsSuccess && request.Path == his[refusal].Path))
        {
            return null;
        }

        var start = his.FindLastIndex(
            refusal - 1,
            request => request.IsSuccess && (LogPaths.IsSignIn(request.Path) || LogPaths.IsRenewal(request.Path))
        );
        start = start < 0 ? his.FindIndex(request => request.IsSuccess) : start;
        return start >= 0 && his[start].At is { } begin ? (end - begin).TotalMinutes : null;
    }
}
