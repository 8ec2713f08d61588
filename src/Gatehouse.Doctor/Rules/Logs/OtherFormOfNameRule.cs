using System.Text.RegularExpressions;
using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>A user who is not found under one form of the name (with a domain), and who is served under another.</summary>
[Names("credentials.name-form")]
internal sealed partial class OtherFormOfNameRule : LogRule
{
    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var served = findings
            .Requests.Where(request => request.IsSuccess && request.User.Length > 0)
            .Select(request => request.User)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var message in findings.Messages)
        {
            if (
                Unknown().Match(message.Text) is { Success: true } match
                && match.Groups["user"].Value is var user
                && Forms(user).FirstOrDefault(served.Contains) is { } other
            )
            {
                yield return new Clue(
                    Causes.Credentials.NameForm,
                    Strength.Decisive,
                    $"{message.Count} times the user {user} is not found, and {other} is served: the same name in another form"
                )
                {
                    Remedy = $"Sign in as {other}",
                };
                yield break;
            }
        }
    }

    private static IEnumerable<string> Forms(string user)
    {
        var at = user.IndexOf('@', StringComparison.Ordinal);
        var slash = user.IndexOf('\\', StringComparison.Ordinal);
        if (at > 0)
        {
            yield return user[..at];
        }

        if (slash >= 0)
        {
            yield return user[(slash + 1)..];
        }

        if (user.Trim() != user)
        {
            yield return user.Trim();
        }
    }

    [GeneratedRegex(
        "user:? [\"'\u201c]?(?<user>[^\"'\u201c\u201d:,]{1,200})[\"'\u201d]?:? (was )?(not found|unknown|does not exist|no such user)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Unknown();
}
