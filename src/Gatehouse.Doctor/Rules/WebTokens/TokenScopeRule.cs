using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.WebTokens;

/// <summary>A challenge that names a scope, and a token that does not hold it.</summary>
[Names("token.scope-insufficient")]
internal sealed class TokenScopeRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var wanted = file
            .Main?.Answer?.Challenges.Challenges.Select(challenge => challenge["scope"])
            .FirstOrDefault(scope => !string.IsNullOrWhiteSpace(scope))
            ?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (wanted is null || WebToken.In(file) is not { } token || !GivenCredentials.Refused(file))
        {
            yield break;
        }

        var held = token.Scopes.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = wanted
            .Where(scope => !held.Contains(scope[(scope.LastIndexOf('/') + 1)..]) && !held.Contains(scope))
            .ToList();

        // OpenID's own scopes are what a sign-in asks for, not what an interface needs.
        if (
            held.Count > 0
            && missing.Exists(scope => scope is not ("openid" or "profile" or "email" or "offline_access"))
        )
        {
            yield return new Clue(
                Causes.Token.ScopeInsufficient,
                file.Main?.Answer?.Challenges.Challenges.Any(challenge => challenge["error"] == "insufficient_scope")
                == true
                    ? Strength.Decisive
                    : Strength.Strong,
                $"The server asks for the scope {string.Join(' ', missing)}, and the token holds {string.Join(' ', token.Scopes)}"
            )
            {
                Source = file.Main?.Source,
            };
        }
    }
}
