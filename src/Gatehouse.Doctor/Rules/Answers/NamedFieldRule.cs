using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A challenge that names the field it reads the key from, and a request whose key is in another.</summary>
[Names("key.misplaced", "credentials.missing")]
internal sealed class NamedFieldRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Answer: { Status: 401 or 403 } answer, Request: { } request } main)
        {
            yield break;
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
