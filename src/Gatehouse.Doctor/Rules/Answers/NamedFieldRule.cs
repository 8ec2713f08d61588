using System.Text.RegularExpressions;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A challenge that names the field it reads the key from, and a request whose key is in another.</summary>
[Names("key.misplaced", "credentials.missing")]
internal sealed partial class NamedFieldRule : Rule
{
    // "... has a header: 'X-Own-Token : Bearer ...'": another than Authorization.
    private static string? HeaderIn(string body)
    {
        var match = Named().Match(body);
        return
            match.Success
            && match.Groups["name"].Value is var name
            && !name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            ? name
            : null;
    }

    [GeneratedRegex(
        "has a header:? ?['\"](?<name>[A-Za-z][A-Za-z0-9-]{1,60}) ?:",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Named();

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Answer: { Status: 401 or 403 } answer, Request: { } request } main)
        {
            yield break;
        }

        if (HeaderIn(answer.Body) is { } wanted && !request.Headers.Has(wanted))
        {
            yield return new Clue(
                request.CarriesCredential ? Causes.Key.Misplaced : Causes.Credentials.Missing,
                Strength.Decisive,
                $"The answer names the field {wanted}, and the request has none"
            )
            {
                Source = main.Source,
                Remedy = $"Send the credentials as {wanted}",
            };
        }

        foreach (var challenge in answer.Challenges.Challenges)
        {
            if (
                (challenge["type"] ?? challenge["in"]) is not ("header" or "Header")
                || challenge["name"] is not { Length: > 0 } name
                || request.Headers.Has(name)
            )
            {
                continue;
            }

            yield return file.Credentials.Any(given => given.Kind is CredentialKind.Key or CredentialKind.Token)
                ? new Clue(
                    Causes.Key.Misplaced,
                    Strength.Decisive,
                    $"The challenge names the field {name}, and the request carries its key elsewhere"
                )
                {
                    Source = main.Source,
                    Remedy = $"Send the key as {name}",
                }
                : new Clue(
                    Causes.Credentials.Missing,
                    Strength.Strong,
                    $"The challenge names the field {name}, and the request has none"
                )
                {
                    Source = main.Source,
                    Remedy = $"Send the key as {name}",
                };
        }
    }
}
