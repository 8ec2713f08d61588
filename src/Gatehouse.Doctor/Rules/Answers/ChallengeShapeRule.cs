using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A 401 without a challenge, with one that cannot be read, or with schemes that nobody knows.</summary>
[Names("challenge.missing", "challenge.malformed", "challenge.unknown-scheme")]
internal sealed class ChallengeShapeRule : Rule
{
    private static readonly string[] Known =
    [
        "Basic",
        "Bearer",
        "Digest",
        "Negotiate",
        "NTLM",
        "Kerberos",
        "DPoP",
        "Hawk",
        "OAuth",
        "OAuth2",
        "vapid",
        "PrivateToken",
        "Signature",
        "AWS4-HMAC-SHA256",
        "Token",
        "Key",
        "ApiKey",
        "Session",
        "Cargo",
        "JWT",
        "FormBased",
        "Nego2",
        "OTP",
        "IPAddress",
        "Passport1.4",
        "AzureApiManagementKey",
        "WSSE",
        "Cookie",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Answer: { Status: 401 } answer } main)
        {
            yield break;
        }

        if (!answer.Headers.Has("WWW-Authenticate"))
        {
            yield return new Clue(
                Causes.Challenge.Missing,
                main.Request is { CarriesCredential: false, Method: "GET" or "HEAD" } ? Strength.Strong : Strength.Weak,
                $"The 401 carries no WWW-Authenticate field, which RFC 9110 section 11.6.1 demands"
            )
            {
                Source = main.Source,
            };
            yield break;
        }

        if (answer.Challenges.Challenges.Count == 0)
        {
            yield return new Clue(
                Causes.Challenge.Malformed,
                IsNearly(answer.Headers["WWW-Authenticate"]) ? Strength.Weak : Strength.Decisive,
                $"The WWW-Authenticate field cannot be read: {answer.Headers["WWW-Authenticate"]}"
            )
            {
                Source = main.Source,
            };
        }
        else if (answer.Challenges.Faults.Count > 0)
        {
            yield return new Clue(
                Causes.Challenge.Malformed,
                main.Request is { CarriesCredential: false } && IsUnclosed(answer)
                    ? Strength.Strong
                    : Strength.Moderate,
                $"The WWW-Authenticate field breaks the grammar: {answer.Headers["WWW-Authenticate"]}"
            )
            {
                Source = main.Source,
            };
        }
        else if (
            answer.Challenges.Challenges.All(challenge =>
                !Known.Any(challenge.Is)
                && !challenge.Scheme.StartsWith("HMAC", StringComparison.OrdinalIgnoreCase)
                && main.Request?.Headers["Authorization"]
                    ?.StartsWith(challenge.Scheme + " ", StringComparison.OrdinalIgnoreCase) != true
            )
        )
        {
            yield return new Clue(
                Causes.Challenge.UnknownScheme,
                Strength.Strong,
                $"The server asks for {answer.Challenges.Challenges[0].Scheme} alone, a scheme that clients do not know"
            )
            {
                Source = main.Source,
            };
        }
    }

    // Readers differ in what they make of it: some take the whole field for nothing.
    private static bool IsUnclosed(Answer answer) =>
        answer.Headers.All("WWW-Authenticate").Any(line => line.Count(letter => letter == '"') % 2 == 1);

    // A known scheme with parameters: a comma is missing somewhere, as large services send it, and callers read it all the same.
    private static bool IsNearly(string? value) =>
        value?.Split(' ', 2) is [var scheme, var rest]
        && rest.Contains('=', StringComparison.Ordinal)
        && rest.Count(letter => letter == '"') % 2 == 0
        && Known.Contains(scheme, StringComparer.OrdinalIgnoreCase);
}
