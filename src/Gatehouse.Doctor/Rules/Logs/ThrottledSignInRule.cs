using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>The same caller is refused at one path until it is told to slow down there (429).</summary>
[Names("credentials.throttled")]
internal sealed class ThrottledSignInRule : LogRule
{
    private const int Least = 3;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        foreach (
            var group in findings
                .Requests.GroupBy(request => (request.Address, request.Path))
                .Where(group => group.Count() > Least)
        )
        {
            var entries = group.ToList();
            var first = entries.FindIndex(request => request.Status == 429);
            var before = entries.Take(Math.Max(first, 0)).Count(request => request.Status is 401 or 403);
            if (before < Least || entries.Exists(request => request.IsSuccess))
            {
                continue;
            }

            yield return new Clue(
                Causes.Credentials.Throttled,
                Strength.Strong,
                $"{group.Key.Address} was refused {before} times at {group.Key.Path}, and from then on told to slow down (429)"
            )
            {
                Remedy = $"Stop the program that tries, give it the right credentials, and wait as Retry-After says",
            };
            yield break;
        }
    }
}
