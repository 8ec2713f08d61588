using System.Text.RegularExpressions;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>Answers of 200 whose body is a refusal.</summary>
[Names("refusal.as-success")]
internal sealed partial class SuccessfulRefusalRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is { Answer.Status: >= 300 })
        {
            yield break;
        }

        var found = file.Exchanges.LastOrDefault(exchange =>
            exchange.Answer is { IsSuccess: true, Body: { Length: > 0 } body }
            && Refusal().IsMatch(body.Length > 20_000 ? body[..20_000] : body)
        );
        if (found is not null)
        {
            yield return new Clue(
                Causes.Refusal.AsSuccess,
                Strength.Moderate,
                $"The status is {found.Answer!.Status}, and the body says that the request was refused"
            )
            {
                Source = found.Source,
            };
        }
    }

    [GeneratedRegex(
        @"""(ok|success)"" *: *false *,[^}]{0,200}""(error|message|code)"" *: *""(unauthorized|unauthenticated|not authenticated|authentication required|login required|not logged in|invalid token|access denied|forbidden|invalid_auth|not_authed|token_expired|token_revoked|account_inactive|missing_scope)""|""code"" *: *""(UNAUTHENTICATED|FORBIDDEN|AUTH_NOT_AUTHENTICATED|invalid-jwt|access-denied)""|""(status|statusCode|code|error_code|errcode)"" *: *""?40[13]""?[,}\s]",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Refusal();
}
