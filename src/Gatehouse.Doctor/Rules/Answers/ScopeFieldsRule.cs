using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>Fields that tell the scopes a token has and those that the address wants, as GitHub and Gitea send them.</summary>
[Names("token.scope-insufficient", "access.hidden")]
internal sealed class ScopeFieldsRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer: { Status: 401 or 403 or 404 } answer } main
            || answer.Headers["X-OAuth-Scopes"] is not { } has
            || answer.Headers["X-Accepted-OAuth-Scopes"] is not { Length: > 0 } wants
        )
        {
            yield break;
        }

        var scopes = has.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (
            !wants
                .Split(',', StringSplitOptions.TrimEntries)
                .Any(scope => scopes.Contains(scope, StringComparer.Ordinal))
        )
        {
            yield return new Clue(
                answer.Status == 404 ? Causes.Access.Hidden : Causes.Token.ScopeInsufficient,
                Strength.Decisive,
                $"The token has the scopes {(has.Length > 0 ? has : "none")}, and the address wants one of {wants}"
            )
            {
                Source = main.Source,
                Remedy = $"Make a token with one of the scopes {wants}",
            };
        }
    }
}
