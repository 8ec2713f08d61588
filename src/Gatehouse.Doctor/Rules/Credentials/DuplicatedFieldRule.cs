using System.Text.RegularExpressions;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>More than one Authorization field, or two kinds of credentials side by side.</summary>
[Names("header.duplicated", "credentials.ambiguous")]
internal sealed partial class DuplicatedFieldRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var request = file.Main?.Request ?? file.Subject;
        if (request is null || !GivenCredentials.Refused(file))
        {
            yield break;
        }

        var fields = request.Headers.All("Authorization");
        if (fields.Count > 1)
        {
            yield return new Clue(
                Causes.Header.Duplicated,
                Strength.Decisive,
                $"The request carries {fields.Count} Authorization fields"
            )
            {
                Source = "the request",
                Remedy = $"Send one of them alone",
            };
        }
        else if (fields is [var only] && Joined().IsMatch(only))
        {
            yield return new Clue(
                Causes.Header.Duplicated,
                Strength.Decisive,
                $"The Authorization field holds two sets of credentials with a comma between them: two fields were joined"
            )
            {
                Source = "the request",
            };
        }

        if (fields.Count > 0 && QueryOf(request) is { } parameter)
        {
            yield return new Clue(
                Causes.Credentials.Ambiguous,
                Strength.Moderate,
                $"The request carries Authorization and the parameter {parameter}; many servers refuse two sets of credentials"
            )
            {
                Source = "the request",
            };
        }
    }

    private static string? QueryOf(SentRequest request) =>
        CredentialPlaces
            .In(request)
            .FirstOrDefault(credential =>
                credential
                    is {
                        Place: CredentialPlace.Query,
                        Name: "access_token" or "token" or "api_key" or "sig" or "X-Amz-Signature"
                    }
            )
            ?.Name;

    [GeneratedRegex(
        @"^(Bearer|Basic|Token) [^ ,=""]+=*, *(Bearer|Basic|Token|Negotiate|NTLM) \S+",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Joined();
}
