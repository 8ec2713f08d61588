using System.Globalization;
using System.Text.RegularExpressions;
using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>The log tells until when a token is good, and the refusals begin after that.</summary>
[Names("token.expired")]
internal sealed partial class StatedExpiryRule : LogRule
{
    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var stated = findings
            .Messages.Select(message => (Message: message, Ends: EndIn(message.Text)))
            .FirstOrDefault(item => item.Ends is not null);
        if (stated.Ends is not { } ends)
        {
            yield break;
        }

        var first = findings
            .Refusals.Select(refusal => refusal.At)
            .Concat(
                findings
                    .Messages.Where(message =>
                        message.Text.Contains("401", StringComparison.Ordinal)
                        || message.Text.Contains("nauthorized", StringComparison.Ordinal)
                        || message.Text.Contains("failed", StringComparison.OrdinalIgnoreCase)
                    )
                    .Select(message => message.First)
            )
            .Where(at => at is not null)
            .DefaultIfEmpty(null)
            .Min();
        if (first is { } began && began >= ends && began - ends < TimeSpan.FromDays(1))
        {
            yield return new Clue(
                Causes.Token.Expired,
                Strength.Decisive,
                $"The log says that the token is good until {Told(ends)}, and the refusals begin at {Told(began)}"
            )
            {
                Remedy = $"Read the token anew before it ends, or whenever a 401 comes, in place of once at the start",
            };
        }
    }

    private static DateTimeOffset? EndIn(string text)
    {
        var match = Ends().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var value = match.Groups["time"].Value;
        return long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? seconds is > 1_000_000_000 and < 100_000_000_000
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null
            : DateTimeOffset.TryParse(
                value,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var at
            )
                ? at
                : null;
    }

    [GeneratedRegex(
        "(\\bexp|expir(es|y|ation)([_ -]?(at|on|date|time))?|valid (until|to|till)|not after)[\"']?( is)?[=: ]{1,3}[\"']?(?<time>[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{5,15}(Z|[+-][0-9:]{4,6})?|[0-9]{10})",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Ends();
}
